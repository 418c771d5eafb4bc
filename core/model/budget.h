// What the user is willing to spend, as written in [[budgets]]. Values.
#pragma once

#include <optional>
#include <string>

namespace edgee {

// USD in a day, a week and a month of the user's calendar; unset: no limit of that kind.
struct BudgetRule {
  std::string provider;  // "agent" = the pass-through; "" = all
  std::string chain;     // "" = all
  std::optional<double> daily = {};
  std::optional<double> weekly = {};
  std::optional<double> monthly = {};
  bool stop = false;  // when reached: true ends the request, false goes on to the next step

  friend bool operator==(const BudgetRule&, const BudgetRule&) = default;
};

}  // namespace edgee
