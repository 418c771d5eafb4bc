// nlohmann::json with the few helpers that keep exceptions and missing keys out of the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace edgee {

using Json = nlohmann::json;
// Keeps the order of keys: for what we send, so that recordings read as the vendors document them.
using OrderedJson = nlohmann::ordered_json;

// Nesting deeper than this is refused: a stack is finite, and no provider sends it.
inline constexpr int kMaxJsonDepth = 200;

// nullopt for malformed text and for nesting beyond kMaxJsonDepth.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);

// The member, or a shared null when `value` is no object or has no such key.
[[nodiscard]] const Json& member(const Json& value, std::string_view key);
// "" when the member is missing or no string.
[[nodiscard]] std::string string_member(const Json& value, std::string_view key);
[[nodiscard]] std::optional<std::int64_t> int_member(const Json& value, std::string_view key);
[[nodiscard]] bool bool_member(const Json& value, std::string_view key, bool fallback = false);

// Dumps with invalid UTF-8 replaced: never throws, whatever an upstream sent.
[[nodiscard]] std::string dump_json(const Json& value);
[[nodiscard]] std::string dump_json(const OrderedJson& value);
// A JSON string literal, quotes included.
[[nodiscard]] std::string quote_json(std::string_view text);

}  // namespace edgee
