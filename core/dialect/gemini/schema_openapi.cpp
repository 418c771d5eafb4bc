// From JSON Schema to the subset of OpenAPI: a keyword that is not listed is an error there.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/json.h"
#include "core/base/json_scan.h"
#include "core/dialect/gemini/schema.h"

namespace edgee::gemini {
namespace {

// A schema may refer to itself: references are followed so deep, and so many schemas are written.
constexpr int kDeepestReference = 8;
constexpr int kMostSchemas = 20'000;

constexpr std::array<std::string_view, 13> kTaken{
    "title",     "description", "nullable", "enum",    "required", "minItems", "maxItems",
    "minLength", "maxLength",   "pattern",  "minimum", "maximum",  "default"};

bool is_type(const OrderedJson& schema, std::string_view word) {
  const auto type = schema.is_object() ? schema.find("type") : schema.end();
  return type != schema.end() && type->is_string() && type->get_ref<const std::string&>() == word;
}

// One type, and "null" beside it as a flag.
void put_type(const OrderedJson& schema, OrderedJson& out) {
  const auto type = schema.find("type");
  if (type == schema.end()) {
    if (schema.contains("properties")) out["type"] = "object";
    return;
  }
  if (type->is_string()) out["type"] = *type;
  if (!type->is_array()) return;
  for (const OrderedJson& word : *type) {
    if (word == "null") {
      out["nullable"] = true;
    } else if (!out.contains("type")) {
      out["type"] = word;
    }
  }
}

// Only words can be listed, and no empty ones.
void put_enum(const OrderedJson& schema, OrderedJson& out) {
  if (const auto only = schema.find("const"); only != schema.end()) {
    out["enum"] = OrderedJson::array({*only});
  }
  const auto words = out.find("enum");
  if (words == out.end()) return;
  const bool fit = words->is_array() && !words->empty() &&
                   std::all_of(words->begin(), words->end(), [](const OrderedJson& word) {
                     return word.is_string() && !word.get_ref<const std::string&>().empty();
                   });
  if (fit) {
    out["type"] = "string";
  } else {
    out.erase("enum");
  }
}

void add_missing(const OrderedJson& from, OrderedJson& to) {
  for (const auto& [key, inner] : from.items()) {
    if (!to.contains(key)) to[key] = inner;
  }
}

class Writer {
 public:
  explicit Writer(const OrderedJson& root) : root_(root) {}
  // `depth` counts the references that led here.
  [[nodiscard]] OrderedJson write(const OrderedJson& given, int depth);

 private:
  [[nodiscard]] const OrderedJson* referred(const OrderedJson& schema) const;
  void put_inner(const OrderedJson& schema, int depth, OrderedJson& out);
  void put_choices(const OrderedJson& schema, int depth, OrderedJson& out);
  void merge_all(const OrderedJson& schema, int depth, OrderedJson& out);

  const OrderedJson& root_;
  int left_ = kMostSchemas;
};

// "#/$defs/Name"; nullptr for anything that leads nowhere.
const OrderedJson* Writer::referred(const OrderedJson& schema) const {
  const auto ref = schema.find("$ref");
  if (ref == schema.end() || !ref->is_string()) return nullptr;
  const std::string path = ref->get<std::string>();
  if (!path.starts_with("#/") || path.find('~') != std::string::npos) return nullptr;
  const OrderedJson::json_pointer pointer(path.substr(1));
  return root_.contains(pointer) ? &root_.at(pointer) : nullptr;
}

void Writer::put_choices(const OrderedJson& schema, int depth, OrderedJson& out) {
  for (const char* key : {"anyOf", "oneOf"}) {
    const auto found = schema.find(key);
    if (found == schema.end() || !found->is_array()) continue;
    OrderedJson choices = OrderedJson::array();
    for (const OrderedJson& choice : *found) {
      if (is_type(choice, "null")) {
        out["nullable"] = true;
      } else {
        choices.push_back(write(choice, depth));
      }
    }
    if (choices.size() == 1) {
      add_missing(choices.front(), out);
    } else if (!choices.empty()) {
      out["anyOf"] = std::move(choices);
    }
  }
}

void Writer::merge_all(const OrderedJson& schema, int depth, OrderedJson& out) {
  const auto all = schema.find("allOf");
  if (all == schema.end() || !all->is_array()) return;
  for (const OrderedJson& one : *all) {
    const OrderedJson part = write(one, depth);
    const auto more = part.find("properties");
    if (more != part.end() && out.contains("properties")) add_missing(*more, out["properties"]);
    add_missing(part, out);
  }
}

void Writer::put_inner(const OrderedJson& schema, int depth, OrderedJson& out) {
  const auto properties = schema.find("properties");
  if (properties != schema.end() && properties->is_object()) {
    OrderedJson named = OrderedJson::object();
    for (const auto& [name, inner] : properties->items())
      named[name] = write(inner, depth);
    out["properties"] = std::move(named);
  }
  if (const auto items = schema.find("items"); items != schema.end()) {
    out["items"] = write(*items, depth);
  } else if (is_type(out, "array") && !out.contains("items")) {
    out["items"] = {{"type", "string"}};
  }
}

OrderedJson Writer::write(const OrderedJson& given, int depth) {
  OrderedJson out = OrderedJson::object();
  if (!given.is_object() || --left_ < 0) return out;
  if (const OrderedJson* other = referred(given)) {
    if (depth >= kDeepestReference) return {{"type", "object"}};
    out = write(*other, depth + 1);
  }
  put_type(given, out);
  for (const auto& [key, inner] : given.items()) {
    if (std::find(kTaken.begin(), kTaken.end(), key) != kTaken.end()) out[key] = inner;
  }
  put_enum(given, out);
  put_inner(given, depth, out);
  put_choices(given, depth, out);
  merge_all(given, depth, out);
  return out;
}

}  // namespace

std::string openapi_of(std::string_view json_schema) {
  OrderedJson schema;
  if (json_depth(json_schema) <= kMaxJsonDepth) {
    schema = OrderedJson::parse(json_schema.begin(), json_schema.end(), nullptr, false);
  }
  if (!schema.is_object()) return R"({"type":"object"})";
  OrderedJson out = Writer(schema).write(schema, 0);
  if (!out.contains("type")) out["type"] = "object";
  return dump_json(out);
}

}  // namespace edgee::gemini
