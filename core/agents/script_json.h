// JSON as JavaScript's parser takes it, for settings files of agents that run on it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace edgee {

// The same text for a strict parser: bytes that are no UTF-8 and lone surrogates become U+FFFD, a
// number that fits no double becomes the largest one.
[[nodiscard]] std::string to_strict_json(std::string_view text);

// nullopt: JavaScript's parser would refuse it too.
[[nodiscard]] std::optional<Json> parse_script_json(std::string_view text);

}  // namespace edgee
