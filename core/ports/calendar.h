// The user's calendar: where a day, a week and a month begin where he lives. Implementations may be
// used from any thread.
#pragma once

#include "core/model/time.h"

namespace edgee {

enum class CalendarUnit { day, week, month };  // weeks begin on Monday

// Without its end.
struct CalendarSpan {
  WallTime begin;
  WallTime end;
};

class Calendar {
 public:
  Calendar() = default;
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;
  virtual ~Calendar() = default;

  // The day, week or month that holds `time`. A day may have 23 or 25 hours.
  [[nodiscard]] virtual CalendarSpan span_of(CalendarUnit unit, WallTime time) const = 0;
};

}  // namespace edgee
