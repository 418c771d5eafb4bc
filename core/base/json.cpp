#include "core/base/json.h"

#include <algorithm>

#include "core/base/json_scan.h"

namespace edgee {

std::optional<Json> parse_json(std::string_view text) {
  if (json_depth(text) > kMaxJsonDepth) return std::nullopt;
  Json value = Json::parse(text.begin(), text.end(), nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

const Json& member(const Json& value, std::string_view key) {
  static const Json kNull;
  if (!value.is_object()) return kNull;
  const auto found = value.find(key);
  return found == value.end() ? kNull : *found;
}

std::string string_member(const Json& value, std::string_view key) {
  const Json& found = member(value, key);
  return found.is_string() ? found.get<std::string>() : std::string();
}

std::optional<std::int64_t> int_member(const Json& value, std::string_view key) {
  const Json& found = member(value, key);
  if (!found.is_number()) return std::nullopt;
  return found.get<std::int64_t>();
}

bool bool_member(const Json& value, std::string_view key, bool fallback) {
  const Json& found = member(value, key);
  return found.is_boolean() ? found.get<bool>() : fallback;
}

std::string dump_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string dump_json(const OrderedJson& value) {
  return value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string quote_json(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c < '\x7f' && c != '"' && c != '\\';
  });
  if (!plain) return dump_json(Json(text));
  std::string quoted;
  quoted.reserve(text.size() + 2);
  return quoted.append(1, '"').append(text).append(1, '"');
}

}  // namespace edgee
