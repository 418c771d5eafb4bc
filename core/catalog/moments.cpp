#include "core/catalog/moments.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr double kLongest = 366.0 * 24 * 3600 * 1000;  // a year, in ms

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0)
    ++end;
  return text.substr(0, end);
}

// In ms; 0 for a word that is no unit.
double unit(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 18> kUnits{{
      {"ms", 1},
      {"milliseconds", 1},
      {"s", 1e3},
      {"sec", 1e3},
      {"secs", 1e3},
      {"second", 1e3},
      {"seconds", 1e3},
      {"m", 6e4},
      {"min", 6e4},
      {"mins", 6e4},
      {"minute", 6e4},
      {"minutes", 6e4},
      {"h", 36e5},
      {"hour", 36e5},
      {"hours", 36e5},
      {"d", 864e5},
      {"day", 864e5},
      {"days", 864e5},
  }};
  for (const auto& [name, ms] : kUnits) {
    if (equals_ignoring_case(name, word)) return ms;
  }
  return 0;
}

std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// Two or four digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  return static_cast<int>(parse_number(text.substr(at, count)));
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::size_t length = 0;  // of "HH:MM" or "HH:MM:SS"
};

std::optional<Clock> read_clock(std::string_view text) {
  Clock clock;
  clock.hour = digits(text, 0, 2);
  clock.minute = digits(text, 3, 2);
  clock.length = 5;
  if (text.size() < 5 || text[2] != ':' || clock.hour < 0 || clock.minute < 0) return std::nullopt;
  if (text.size() >= 8 && text[5] == ':' && digits(text, 6, 2) >= 0) {
    clock.second = digits(text, 6, 2);
    clock.length = 8;
  }
  return clock;
}

// Behind the clock: "Z", "+08:00", ".123Z", or nothing.
std::chrono::minutes zone_offset(std::string_view text) {
  constexpr std::chrono::minutes kChina{8 * 60};
  if (!text.empty() && text.front() == '.') {
    std::size_t end = 1;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    text.remove_prefix(end);
  }
  if (text.empty()) return kChina;
  if (text.front() == 'Z' || text.substr(0, 4) == " UTC") return std::chrono::minutes{0};
  if (text.front() != '+' && text.front() != '-') return kChina;
  const int hours = digits(text, 1, 2);
  const int minutes = digits(text, 4, 2);
  if (hours < 0) return kChina;
  const std::chrono::minutes offset{hours * 60 + (minutes < 0 ? 0 : minutes)};
  return text.front() == '-' ? -offset : offset;
}

std::optional<WallTime> read_moment(std::string_view text) {
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (text.size() < 16 || text[4] != '-' || text[7] != '-' || year < 2000) return std::nullopt;
  if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  const std::optional<Clock> clock = read_clock(text.substr(11));
  if (!date.ok() || !clock) return std::nullopt;
  return WallTime{std::chrono::sys_days{date}} + std::chrono::hours{clock->hour} +
         std::chrono::minutes{clock->minute} + std::chrono::seconds{clock->second} -
         zone_offset(text.substr(11 + clock->length));
}

}  // namespace

std::optional<Duration> read_wait(std::string_view text) {
  text = trim(text);
  std::optional<double> total;
  while (!text.empty() && is_digit(text.front())) {
    const std::optional<double> number = take_number(text);
    if (!number) break;
    const std::string_view word = word_at(trim(text));
    const double size = unit(word);
    if (size == 0 && total) break;  // "in 6m0 requests"
    total = total.value_or(0) + *number * (size == 0 ? 1e3 : size);
    if (size == 0) break;
    text = trim(text);
    text.remove_prefix(word.size());
    text = trim(text);
  }
  if (!total || *total > kLongest) return std::nullopt;
  return Duration(static_cast<Duration::rep>(*total));
}

std::optional<Duration> wait_in_words(std::string_view words) {
  constexpr std::array<std::string_view, 8> kLeads = {
      "try again in ", "retry in ",  "retry after ", "try again after ",
      "available in ", "resets in ", "reset in ",    "wait "};
  const std::string low = lower(words);
  for (const std::string_view lead : kLeads) {
    for (std::size_t at = low.find(lead); at != std::string::npos; at = low.find(lead, at + 1)) {
      const auto wait = read_wait(std::string_view(low).substr(at + lead.size()));
      if (wait) return wait;
    }
  }
  return std::nullopt;
}

std::optional<WallTime> moment_in_words(std::string_view words) {
  for (std::size_t at = words.find("20"); at != std::string_view::npos;
       at = words.find("20", at + 1)) {
    const std::optional<WallTime> moment = read_moment(words.substr(at));
    if (moment) return moment;
  }
  return std::nullopt;
}

}  // namespace edgee
