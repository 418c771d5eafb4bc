// nlohmann::json with the few helpers that keep exceptions and missing keys out of the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/json_fwd.h"
#include "core/base/json_quote.h"
#include "core/base/json_scan.h"

namespace edgee {

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

}  // namespace edgee
