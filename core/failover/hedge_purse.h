// What the answers that came second have cost today, in this run. Shared by all connections of a
// proxy; holds its own mutex.
#pragma once

#include <mutex>

#include "core/ports/calendar.h"
#include "core/ports/clock.h"

namespace edgee {

class HedgePurse {
 public:
  // Both outlive the purse.
  HedgePurse(const Clock& clock, const Calendar& calendar) : clock_(clock), calendar_(calendar) {}

  void spend(double usd);
  // USD since the user's midnight.
  [[nodiscard]] double spent_today();

 private:
  void turn_page();

  const Clock& clock_;
  const Calendar& calendar_;
  std::mutex mutex_;
  CalendarSpan day_;
  double usd_ = 0;
};

}  // namespace edgee
