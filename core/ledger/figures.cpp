#include "core/ledger/figures.h"

#include <array>
#include <cstdio>

namespace edgee {
namespace {

using std::chrono::floor;

std::string two(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::chrono::year_month_day date_of(WallTime time) {
  return std::chrono::year_month_day(floor<std::chrono::days>(time));
}

}  // namespace

std::string time_of_day(WallTime time) {
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(floor<std::chrono::seconds>(time - day));
  return two(static_cast<unsigned>(clock.hours().count())) + ":" +
         two(static_cast<unsigned>(clock.minutes().count())) + ":" +
         two(static_cast<unsigned>(clock.seconds().count()));
}

std::string day_of(WallTime time) {
  const auto date = date_of(time);
  return std::to_string(static_cast<int>(date.year())) + "-" +
         two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

std::string spell_fixed(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

std::string spell_seconds(Duration time) {
  const double value = static_cast<double>(time.count()) / 1000.0;
  return spell_fixed(value, value < 10 ? 1 : 0) + " s";
}

std::string spell_roughly(Duration time) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  if (time < minutes(2)) return std::to_string(time / seconds(1)) + " s";
  if (time < hours(2)) return std::to_string(time / minutes(1)) + " min";
  return std::to_string(time / hours(1)) + " h";
}

std::string spell_count(std::int64_t count) {
  if (count < 1000) return std::to_string(count);
  const double thousands = static_cast<double>(count) / 1000.0;
  return thousands < 1000 ? spell_fixed(thousands, 1) + "k"
                          : spell_fixed(thousands / 1000.0, 1) + "M";
}

std::string spell_moment(WallTime moment, WallTime now, std::chrono::seconds utc_offset) {
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const WallTime there = moment + utc_offset;
  std::string clock = time_of_day(there).substr(0, 5);
  const auto date = date_of(there);
  if (date == date_of(now + utc_offset)) return clock;
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         kMonths.at(static_cast<unsigned>(date.month()) - 1) + " " + clock;
}

}  // namespace edgee
