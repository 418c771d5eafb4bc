// Numbers as they stand in JSON text. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace edgee {

// nullopt when the text does not start with a number.
[[nodiscard]] std::optional<double> json_double(std::string_view number);

// A whole number of zero or more; nullopt when it is anything else.
[[nodiscard]] std::optional<std::int64_t> json_count(std::string_view number);

}  // namespace edgee
