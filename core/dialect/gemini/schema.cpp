#include "core/dialect/gemini/schema.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/json_scan.h"
#include "core/base/text.h"

namespace edgee::gemini {
namespace {

OrderedJson parsed(std::string_view json) {
  if (json_depth(json) > kMaxJsonDepth) return {};
  return OrderedJson::parse(json.begin(), json.end(), nullptr, false);
}

// Below these, keys are names and not keywords.
bool holds_names(std::string_view key) {
  constexpr std::array<std::string_view, 5> kMaps{"properties", "$defs", "definitions",
                                                  "patternProperties", "dependentSchemas"};
  return std::find(kMaps.begin(), kMaps.end(), key) != kMaps.end();
}

// Below these, anything is data.
bool holds_data(std::string_view key) {
  constexpr std::array<std::string_view, 5> kData{"enum", "const", "default", "example",
                                                  "examples"};
  return std::find(kData.begin(), kData.end(), key) != kData.end();
}

// Calls `change` for each schema inside a schema and keeps what it makes of it.
template <class Change>
void each_inner(OrderedJson& schema, const Change& change) {
  for (auto& [key, inner] : schema.items()) {
    if (holds_data(key)) continue;
    if (holds_names(key) && inner.is_object()) {
      for (auto& named : inner)
        change(named);
    } else if (inner.is_object()) {
      change(inner);
    } else if (inner.is_array()) {
      for (auto& element : inner) {
        if (element.is_object()) change(element);
      }
    }
  }
}

// 64-bit numbers are strings in Google's JSON.
void read_counts(OrderedJson& schema) {
  for (const char* key :
       {"minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"}) {
    const auto found = schema.find(key);
    if (found == schema.end() || !found->is_string()) continue;
    const long long number = parse_number(found->get_ref<const std::string&>());
    if (number >= 0) *found = number;
  }
}

bool is_nullable(const OrderedJson& schema) {
  const auto flag = schema.find("nullable");
  return flag != schema.end() && flag->is_boolean() && flag->get<bool>();
}

void to_json_schema(OrderedJson& schema) {
  if (!schema.is_object()) return;
  const auto type = schema.find("type");
  if (type != schema.end() && type->is_string()) {
    const std::string word = lower(type->get_ref<const std::string&>());
    if (word == "type_unspecified") {
      schema.erase("type");
    } else if (is_nullable(schema)) {
      *type = OrderedJson::array({word, "null"});
    } else {
      *type = word;
    }
  }
  schema.erase("nullable");
  schema.erase("propertyOrdering");
  read_counts(schema);
  each_inner(schema, [](OrderedJson& inner) { to_json_schema(inner); });
}

void drop_keywords(OrderedJson& schema, std::span<const std::string> keywords) {
  if (!schema.is_object()) return;
  for (const std::string& keyword : keywords)
    schema.erase(keyword);
  each_inner(schema, [keywords](OrderedJson& inner) { drop_keywords(inner, keywords); });
}

}  // namespace

std::string json_schema_of(std::string_view openapi) {
  OrderedJson schema = parsed(openapi);
  if (!schema.is_object()) return std::string(openapi);
  to_json_schema(schema);
  return dump_json(schema);
}

std::string without_keywords(std::string_view json_schema, std::span<const std::string> keywords) {
  const bool clean = std::none_of(keywords.begin(), keywords.end(), [&](const std::string& word) {
    return find_text(json_schema, "\"" + word + "\"") != std::string_view::npos;
  });
  if (clean) return std::string(json_schema);
  OrderedJson schema = parsed(json_schema);
  if (!schema.is_object()) return std::string(json_schema);
  drop_keywords(schema, keywords);
  return dump_json(schema);
}

}  // namespace edgee::gemini
