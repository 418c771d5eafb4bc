#include "core/failover/budget.h"

#include <array>
#include <cstdio>

namespace edgee {
namespace {

// Sums of many small prices: a limit is reached when all but a rounding error of it is spent.
constexpr double kRounding = 1e-9;

struct Limit {
  CalendarUnit window = CalendarUnit::day;
  std::optional<double> usd;
  double spent = 0;
  WallTime opens_at;
};

Spent spent_under(const BudgetRule& rule, std::span<const SpentOn> spent) {
  Spent sum;
  for (const SpentOn& one : spent) {
    if (!is_covered(rule, one.provider, one.chain)) continue;
    sum.day += one.usd.day;
    sum.week += one.usd.week;
    sum.month += one.usd.month;
  }
  return sum;
}

bool outranks(const BudgetReached& a, const BudgetReached& b) {
  if (a.stop() != b.stop()) return a.stop();
  return a.opens_at > b.opens_at;
}

std::string_view name_of(CalendarUnit window) {
  switch (window) {
    case CalendarUnit::day:
      return "daily";
    case CalendarUnit::week:
      return "weekly";
    case CalendarUnit::month:
      return "monthly";
  }
  return "";
}

std::string_view end_of(CalendarUnit window) {
  switch (window) {
    case CalendarUnit::day:
      return "midnight";
    case CalendarUnit::week:
      return "Monday";
    case CalendarUnit::month:
      return "the first of next month";
  }
  return "";
}

std::string scope_of(const BudgetRule& rule) {
  std::string text;
  if (!rule.provider.empty()) text = " for " + rule.provider;
  if (!rule.chain.empty()) text += (text.empty() ? " for chain " : " in chain ") + rule.chain;
  return text;
}

}  // namespace

bool is_covered(const BudgetRule& rule, std::string_view provider, std::string_view chain) {
  return (rule.provider.empty() || rule.provider == provider) &&
         (rule.chain.empty() || rule.chain == chain);
}

std::optional<BudgetReached> reached_budget(std::span<const BudgetRule> rules,
                                            std::span<const SpentOn> spent,
                                            const BudgetSpans& spans,
                                            const BudgetedTarget& target) {
  std::optional<BudgetReached> worst;
  if (target.costs_nothing) return worst;
  for (const BudgetRule& rule : rules) {
    if (!is_covered(rule, target.provider, target.chain)) continue;
    const Spent usd = spent_under(rule, spent);
    const std::array<Limit, 3> limits{{
        {CalendarUnit::day, rule.daily, usd.day, spans.day.end},
        {CalendarUnit::week, rule.weekly, usd.week, spans.week.end},
        {CalendarUnit::month, rule.monthly, usd.month, spans.month.end},
    }};
    for (const Limit& limit : limits) {
      if (!limit.usd || limit.spent < *limit.usd - kRounding) continue;
      const BudgetReached reached{rule, limit.window, *limit.usd, limit.spent, limit.opens_at};
      if (!worst || outranks(reached, *worst)) worst = reached;
    }
  }
  return worst;
}

std::string describe(const BudgetReached& reached) {
  return "the " + std::string(name_of(reached.window)) + " budget of " + format_usd(reached.limit) +
         scope_of(reached.rule) + " is reached (" + format_usd(reached.spent) + "), until " +
         std::string(end_of(reached.window));
}

std::string describe_limits(const BudgetRule& rule) {
  std::string text = "budget" + scope_of(rule) + ":";
  if (rule.daily) text += " " + format_usd(*rule.daily) + " a day,";
  if (rule.weekly) text += " " + format_usd(*rule.weekly) + " a week,";
  if (rule.monthly) text += " " + format_usd(*rule.monthly) + " a month,";
  return text + (rule.stop ? " then stop" : " then the next step");
}

std::string format_usd(double amount) {
  std::array<char, 64> text{};
  const int digits = amount > 0 && amount < 0.01 ? 4 : 2;
  std::snprintf(text.data(), text.size(), "$%.*f", digits, amount);
  return text.data();
}

}  // namespace edgee
