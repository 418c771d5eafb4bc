#include "core/dialect/openai_chat/schema.h"

#include <algorithm>
#include <array>

#include "core/base/json_scan.h"

namespace edgee::openai_chat {
namespace {

using Keywords = std::vector<std::string>;

bool is_dropped(std::string_view key, const Keywords& dropped) {
  return key == "$schema" || std::find(dropped.begin(), dropped.end(), key) != dropped.end();
}

// Below these, keys are names and not keywords.
bool holds_names(std::string_view key) {
  constexpr std::array<std::string_view, 5> kMaps = {"properties", "$defs", "definitions",
                                                     "patternProperties", "dependentSchemas"};
  return std::find(kMaps.begin(), kMaps.end(), key) != kMaps.end();
}

// Below these, anything is data.
bool holds_data(std::string_view key) {
  return key == "enum" || key == "const" || key == "default" || key == "examples" ||
         key == "required";
}

OrderedJson clean(const OrderedJson& schema, const Keywords& dropped);

OrderedJson clean_each(const OrderedJson& holder, const Keywords& dropped) {
  OrderedJson out = holder;
  for (auto& value : out)
    value = clean(value, dropped);
  return out;
}

// What says nearly the same where the keyword itself is not understood.
void put_instead(OrderedJson& out, const std::string& key, const OrderedJson& value,
                 const OrderedJson& schema, const Keywords& dropped) {
  if (key == "const" && !schema.contains("enum")) out["enum"] = OrderedJson::array({value});
  if (key == "oneOf" && !schema.contains("anyOf") && !is_dropped("anyOf", dropped)) {
    out["anyOf"] = clean_each(value, dropped);
  }
}

OrderedJson clean(const OrderedJson& schema, const Keywords& dropped) {
  if (schema.is_array()) return clean_each(schema, dropped);
  if (!schema.is_object()) return schema;
  OrderedJson out = OrderedJson::object();
  for (const auto& [key, value] : schema.items()) {
    if (is_dropped(key, dropped)) {
      put_instead(out, key, value, schema, dropped);
    } else if (holds_data(key)) {
      out[key] = value;
    } else if (holds_names(key) && value.is_object()) {
      out[key] = clean_each(value, dropped);
    } else {
      out[key] = clean(value, dropped);
    }
  }
  return out;
}

}  // namespace

OrderedJson clean_schema(std::string_view schema, const std::vector<std::string>& dropped) {
  OrderedJson parsed;
  if (json_depth(schema) <= kMaxJsonDepth) {
    parsed = OrderedJson::parse(schema.begin(), schema.end(), nullptr, false);
  }
  OrderedJson out = parsed.is_object() ? clean(parsed, dropped) : OrderedJson::object();
  if (!out.contains("type")) out["type"] = "object";
  if (out["type"] == "object" && !out.contains("properties")) {
    out["properties"] = OrderedJson::object();
  }
  return out;
}

}  // namespace edgee::openai_chat
