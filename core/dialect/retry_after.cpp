#include "core/dialect/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <system_error>
#include <vector>

#include "core/base/text.h"

namespace edgee {
namespace {

// system_clock counts nanoseconds and would overflow in 2262.
constexpr long long kLastSecond = 9'000'000'000;

std::optional<double> read_decimal(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return std::clamp(value, 0.0, 1e9);
}

Duration from_milliseconds(double count) {
  return Duration(static_cast<Duration::rep>(count));
}

int read_field(std::string_view text, std::size_t at, std::size_t length) {
  return at + length > text.size() ? -1 : static_cast<int>(parse_number(text.substr(at, length)));
}

// "hh:mm:ss" at `at`.
std::optional<std::chrono::seconds> read_time(std::string_view text, std::size_t at) {
  const int hours = read_field(text, at, 2);
  const int minutes = read_field(text, at + 3, 2);
  const int seconds = read_field(text, at + 6, 2);
  if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
    return std::nullopt;
  }
  return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

std::optional<WallTime> make_time(int year, int month, int day,
                                  std::optional<std::chrono::seconds> time) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!time || year < 1970 || year > 2250 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + *time;
}

int month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto* found = std::find_if(kMonths.begin(), kMonths.end(), [name](std::string_view month) {
    return equals_ignoring_case(month, name);
  });
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

}  // namespace

std::optional<Duration> read_retry_after(const HeaderList& headers, WallTime now) {
  if (const auto value = read_decimal(trim(header_value(headers, "retry-after-ms")))) {
    return from_milliseconds(*value);
  }
  const std::string_view text = trim(header_value(headers, "retry-after"));
  if (const auto value = read_decimal(text)) return from_milliseconds(*value * 1000.0);
  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return std::max(Duration{0}, std::chrono::ceil<Duration>(*date - now));
}

std::optional<WallTime> parse_http_date(std::string_view text) {
  const std::vector<std::string_view> words = split(trim(text), ' ');
  if (words.size() != 6 || words[5] != "GMT") return std::nullopt;
  return make_time(read_field(words[3], 0, 4), month_number(words[2]),
                   static_cast<int>(parse_number(words[1])), read_time(words[4], 0));
}

std::optional<WallTime> parse_rfc3339(std::string_view text) {
  text = trim(text);
  const auto time = make_time(read_field(text, 0, 4), read_field(text, 5, 2),
                              read_field(text, 8, 2), read_time(text, 11));
  if (!time || text.size() < 20) return std::nullopt;
  const std::string_view zone =
      text.substr(std::min(text.find_first_not_of("0123456789.", 19), text.size()));
  if (zone == "Z" || zone == "z") return time;
  const int hours = read_field(zone, 1, 2);
  const int minutes = read_field(zone, 4, 2);
  if (hours < 0 || minutes < 0 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const auto offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return zone[0] == '+' ? *time - offset : *time + offset;
}

std::optional<WallTime> parse_epoch_seconds(std::string_view text) {
  const long long seconds = parse_number(trim(text));
  if (seconds < 0 || seconds > kLastSecond) return std::nullopt;
  return WallTime(std::chrono::seconds(seconds));
}

}  // namespace edgee
