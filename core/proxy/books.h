// What a proxy keeps in mind over its requests besides health: money and speed. Shared by all of
// its connections; every part holds its own mutex.
#pragma once

#include <functional>
#include <string>

#include "core/failover/budget_book.h"
#include "core/failover/latency_book.h"
#include "core/failover/recent_window.h"

namespace edgee {

struct ProxyBooks {
  BudgetBook* budgets = nullptr;  // nullptr: nobody counts
  LatencyBook latency;
  RecentWindow recent;
  // Words for the user, seldom.
  std::function<void(const std::string&)> say;
};

}  // namespace edgee
