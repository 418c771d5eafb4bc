#include "core/base/json_number.h"

#include <charconv>
#include <system_error>

#include "core/base/text.h"

namespace edgee {

std::optional<double> json_double(std::string_view number) {
  double value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> json_count(std::string_view number) {
  const long long value = parse_number(number);
  return value < 0 ? std::nullopt : std::optional<std::int64_t>(value);
}

}  // namespace edgee
