// Whether a target may still be asked for money's sake. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/model/budget.h"
#include "core/ports/calendar.h"

namespace edgee {

// USD since the day, the week and the month began.
struct Spent {
  double day = 0;
  double week = 0;
  double month = 0;
};

struct SpentOn {
  std::string provider;
  std::string chain;
  Spent usd;
};

// The calendar's spans that hold the present.
struct BudgetSpans {
  CalendarSpan day;
  CalendarSpan week;
  CalendarSpan month;
};

// What is about to be asked. Nothing that costs nothing is ever held back: a local model, a plan.
struct BudgetedTarget {
  std::string provider;  // "agent" = the pass-through
  std::string chain;
  bool costs_nothing = false;
};

struct BudgetReached {
  BudgetRule rule;
  CalendarUnit window = CalendarUnit::day;
  double limit = 0;
  double spent = 0;
  WallTime opens_at;  // when the window ends

  [[nodiscard]] bool stop() const { return rule.stop; }
};

// nullopt: free to go. Of several that are reached the one that stops, else that opens last.
[[nodiscard]] std::optional<BudgetReached> reached_budget(std::span<const BudgetRule> rules,
                                                          std::span<const SpentOn> spent,
                                                          const BudgetSpans& spans,
                                                          const BudgetedTarget& target);

[[nodiscard]] bool is_covered(const BudgetRule& rule, std::string_view provider,
                              std::string_view chain);

// "the daily budget of $5.00 for openrouter is reached ($5.02), until midnight"
[[nodiscard]] std::string describe(const BudgetReached& reached);

// "budget for openrouter: $5.00 a day, $60.00 a month, then the next step"
[[nodiscard]] std::string describe_limits(const BudgetRule& rule);

// "$5.02"; more digits below one cent: "$0.0042".
[[nodiscard]] std::string format_usd(double amount);

}  // namespace edgee
