// A calendar at a fixed distance from UTC. Safe from any thread once it is set up.
#pragma once

#include <chrono>

#include "core/ports/calendar.h"

namespace edgee {

class FakeCalendar : public Calendar {
 public:
  explicit FakeCalendar(std::chrono::minutes east_of_utc = std::chrono::minutes(0))
      : offset(east_of_utc) {}

  [[nodiscard]] CalendarSpan span_of(CalendarUnit unit, WallTime time) const override {
    using std::chrono::days;
    using std::chrono::months;
    const auto today = std::chrono::floor<days>(time + offset);
    const auto span = [this](std::chrono::sys_days begin, std::chrono::sys_days end) {
      return CalendarSpan{begin - offset, end - offset};
    };
    if (unit == CalendarUnit::day) return span(today, today + days(1));
    if (unit == CalendarUnit::week) {
      const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday);
      return span(monday, monday + days(7));
    }
    const std::chrono::year_month_day date(today);
    const auto first = date.year() / date.month() / 1;
    return span(first, first + months(1));
  }

  std::chrono::minutes offset;
};

}  // namespace edgee
