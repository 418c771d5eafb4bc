#include "core/catalog/moments.h"

#include <array>
#include <cctype>
#include <cstddef>

#include "core/base/text.h"

namespace edgee {
namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
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
  const std::size_t clock_at = text.substr(10, 4) == " at " ? 14 : 11;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  const std::optional<Clock> clock = read_clock(text.substr(clock_at));
  if (!date.ok() || !clock) return std::nullopt;
  return WallTime{std::chrono::sys_days{date}} + std::chrono::hours{clock->hour} +
         std::chrono::minutes{clock->minute} + std::chrono::seconds{clock->second} -
         zone_offset(text.substr(clock_at + clock->length));
}

// From UTC: summer time from the second Sunday of March to the first of November, at 2:00.
std::chrono::hours pacific_offset(WallTime at) {
  using std::chrono::hours;
  using std::chrono::Sunday;
  const auto year =
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at - hours(8))).year();
  const WallTime begins =
      std::chrono::sys_days(year / std::chrono::March / Sunday[2]) + hours(2 + 8);
  const WallTime ends =
      std::chrono::sys_days(year / std::chrono::November / Sunday[1]) + hours(2 + 7);
  return at >= begins && at < ends ? hours(-7) : hours(-8);
}

}  // namespace

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

WallTime next_month(WallTime now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto month = today.year() / today.month() + std::chrono::months(1);
  return std::chrono::sys_days(month / std::chrono::day(1));
}

WallTime next_midnight_pacific(WallTime now) {
  using std::chrono::days;
  const auto today = std::chrono::floor<days>(now + pacific_offset(now));
  const WallTime as_if_utc = today + days(1);
  // The clocks change at two, so the day's offset at midnight is that of the evening before.
  return as_if_utc - pacific_offset(as_if_utc + std::chrono::hours(8));
}

}  // namespace edgee
