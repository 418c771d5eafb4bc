#include "core/config/toml_tree.h"

#include <algorithm>
#include <utility>

// Some of toml++'s assertions fail on bad input ("[=x]"), and clang may take them for promises. The
// code behind them reports those inputs properly.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace edgee {
namespace {

Place place_of(const toml::source_region& region) {
  return {static_cast<int>(std::max(region.begin.line, 1U)),
          static_cast<int>(std::max(region.begin.column, 1U))};
}

TomlValue convert(const toml::node& node);

void convert_table(const toml::table& table, TomlValue& out) {
  out.kind = TomlKind::table;
  out.braces = table.is_inline();
  for (const auto& [key, value] : table) {
    TomlMember member;
    member.key = std::string(key.str());
    member.place = place_of(key.source());
    member.value = convert(value);
    out.members.push_back(std::move(member));
  }
  std::stable_sort(out.members.begin(), out.members.end(),
                   [](const TomlMember& a, const TomlMember& b) { return a.place < b.place; });
}

void convert_scalar(const toml::node& node, TomlValue& out) {
  if (const auto* text = node.as_string()) {
    out.kind = TomlKind::string;
    out.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    out.kind = TomlKind::integer;
    out.integer = integer->get();
    out.real = static_cast<double>(out.integer);
  } else if (const auto* real = node.as_floating_point()) {
    out.kind = TomlKind::real;
    out.real = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    out.kind = TomlKind::boolean;
    out.boolean = boolean->get();
  } else {
    out.kind = TomlKind::date;
  }
}

TomlValue convert(const toml::node& node) {
  TomlValue out;
  out.place = place_of(node.source());
  if (const toml::table* table = node.as_table()) {
    convert_table(*table, out);
  } else if (const toml::array* array = node.as_array()) {
    out.kind = TomlKind::array;
    for (const toml::node& item : *array)
      out.items.push_back(convert(item));
  } else {
    convert_scalar(node, out);
  }
  return out;
}

// toml++ says "Error while parsing key: expected ..."; ours begin lowercase and fill one line.
std::string sentence(std::string_view description) {
  std::string text(description);
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  return text;
}

}  // namespace

std::string_view describe(TomlKind kind) {
  switch (kind) {
    case TomlKind::string:
      return "a string";
    case TomlKind::integer:
      return "a whole number";
    case TomlKind::real:
      return "a decimal number";
    case TomlKind::boolean:
      return "true or false";
    case TomlKind::date:
      return "a date or time";
    case TomlKind::array:
      return "a list";
    case TomlKind::table:
      return "a table";
  }
  return "";
}

const TomlMember* TomlValue::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const TomlMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

bool TomlValue::is_block_list() const {
  return kind == TomlKind::array && !items.empty() &&
         std::all_of(items.begin(), items.end(), [](const TomlValue& item) {
           return item.kind == TomlKind::table && !item.braces;
         });
}

tl::expected<TomlValue, TomlError> parse_toml(std::string_view text) {
  const toml::parse_result result = toml::parse(text);
  if (!result) {
    const toml::parse_error& error = result.error();
    return tl::unexpected<TomlError>(
        TomlError{place_of(error.source()), sentence(error.description())});
  }
  return convert(result.table());
}

std::size_t offset_of(std::string_view text, Place place) {
  std::size_t at = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  for (int line = 1; line < place.line; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return text.size();
    ++at;
  }
  for (int column = 1; column < place.column && at < text.size(); ++column) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
      ++at;
  }
  return at;
}

}  // namespace edgee
