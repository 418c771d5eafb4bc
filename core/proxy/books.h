// What a proxy keeps in mind over its requests besides health: money and speed. Shared by all of
// its connections; every part holds its own mutex.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

#include "core/failover/budget_book.h"
#include "core/failover/latency_book.h"
#include "core/failover/recent_window.h"

namespace edgee {

// What went to answers that came second, in the last 24 hours of this run.
class HedgeSpend {
 public:
  void add(TimePoint now, double usd) {
    const std::lock_guard lock(mutex_);
    spent_.emplace_back(now, usd);
  }
  [[nodiscard]] double of_a_day(TimePoint now) {
    const std::lock_guard lock(mutex_);
    while (!spent_.empty() && now - spent_.front().first > std::chrono::hours(24))
      spent_.pop_front();
    double sum = 0;
    for (const auto& [at, usd] : spent_)
      sum += usd;
    return sum;
  }

 private:
  std::mutex mutex_;
  std::deque<std::pair<TimePoint, double>> spent_;
};

struct ProxyBooks {
  BudgetBook* budgets = nullptr;  // nullptr: nobody counts
  LatencyBook latency = {};
  RecentWindow recent = {};
  HedgeSpend hedges = {};
  // Words for the user, seldom.
  std::function<void(const std::string&)> say = {};
};

}  // namespace edgee
