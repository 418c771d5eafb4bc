#include "core/config/toml_json.h"

#include <string>

#include "core/base/json.h"
#include "core/config/toml_tree.h"

namespace edgee {
namespace {

Json to_json(const TomlValue& value) {
  switch (value.kind) {
    case TomlKind::string:
      return value.text;
    case TomlKind::integer:
      return value.integer;
    case TomlKind::real:
      return value.real;
    case TomlKind::boolean:
      return value.boolean;
    case TomlKind::date:
      return nullptr;
    case TomlKind::array: {
      Json items = Json::array();
      for (const TomlValue& item : value.items)
        items.push_back(to_json(item));
      return items;
    }
    case TomlKind::table: {
      Json members = Json::object();
      for (const TomlMember& member : value.members)
        members[member.key] = to_json(member.value);
      return members;
    }
  }
  return nullptr;
}

}  // namespace

Result<Json> read_toml_as_json(std::string_view text) {
  const tl::expected<TomlValue, TomlError> tree = parse_toml(text);
  if (tree) return to_json(*tree);
  return fail("line " + std::to_string(tree.error().place.line) + ": " + tree.error().message);
}

}  // namespace edgee
