// JSON as people write it in settings: with comments, and commas behind the last member. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace edgee {

// The same text without comments and such commas; lines stay where they were.
[[nodiscard]] std::string plain_json(std::string_view text);

// nullopt: no object, even so. Keeps the order of members.
[[nodiscard]] std::optional<OrderedJson> parse_settings(std::string_view text);

}  // namespace edgee
