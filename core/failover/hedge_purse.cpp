#include "core/failover/hedge_purse.h"

namespace edgee {

void HedgePurse::spend(double usd) {
  const std::lock_guard lock(mutex_);
  turn_page();
  usd_ += usd;
}

double HedgePurse::spent_today() {
  const std::lock_guard lock(mutex_);
  turn_page();
  return usd_;
}

// With mutex_.
void HedgePurse::turn_page() {
  const WallTime now = clock_.wall_now();
  if (now >= day_.begin && now < day_.end) return;
  day_ = calendar_.span_of(CalendarUnit::day, now);
  usd_ = 0;
}

}  // namespace edgee
