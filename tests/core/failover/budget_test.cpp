#include "core/failover/budget.h"

#include <vector>

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::hours;

const WallTime kNow{std::chrono::seconds(1'800'000'000)};
const BudgetSpans kSpans{{kNow - hours(8), kNow + hours(16)},
                         {kNow - hours(100), kNow + hours(68)},
                         {kNow - hours(300), kNow + hours(420)}};

BudgetRule daily(double usd, const char* provider = "", const char* chain = "") {
  return {.provider = provider, .chain = chain, .daily = usd, .weekly = {}, .monthly = {}};
}

// Four accounts: two providers in two chains.
const std::vector<SpentOn> kSpent{
    {"openrouter", "default", {3, 10, 40}},
    {"openrouter", "cheap", {2.02, 4, 5}},
    {"zai", "default", {1, 1, 1}},
    {"agent", "default", {0.5, 0.5, 0.5}},
};

std::string said(const std::vector<BudgetRule>& rules, const BudgetedTarget& target) {
  const auto reached = reached_budget(rules, kSpent, kSpans, target);
  return reached ? describe(*reached) : "";
}

}  // namespace

TEST_SUITE("core/failover/budget") {
  TEST_CASE("what is reached is said with its window, its limit and its end") {
    const BudgetedTarget target{"openrouter", "default"};
    struct Row {
      BudgetRule rule;
      const char* words;
    };
    const BudgetRule weekly{.provider = "openrouter", .chain = {}, .weekly = 14};
    const BudgetRule monthly{.provider = {}, .chain = "default", .monthly = 41};
    const std::vector<Row> rows{
        {daily(5, "openrouter"),
         "the daily budget of $5.00 for openrouter is reached ($5.02), until midnight"},
        {daily(3, "openrouter", "default"),
         "the daily budget of $3.00 for openrouter in chain default is reached ($3.00), until "
         "midnight"},
        {daily(6.52), "the daily budget of $6.52 is reached ($6.52), until midnight"},
        {weekly, "the weekly budget of $14.00 for openrouter is reached ($14.00), until Monday"},
        {monthly,
         "the monthly budget of $41.00 for chain default is reached ($41.50), until the first of "
         "next month"},
        {daily(5.03, "openrouter"), ""},
        {daily(0, "zai"), ""},
        {daily(0, "", "cheap"), ""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.words);
      CHECK(said({row.rule}, target) == row.words);
    }
  }

  TEST_CASE("a budget of nothing holds back what costs, before it was ever asked") {
    CHECK(said({daily(0, "groq")}, {"groq", "default"}) ==
          "the daily budget of $0.00 for groq is reached ($0.00), until midnight");
  }

  TEST_CASE("what costs nothing is never held back") {
    BudgetRule all = daily(0);
    CHECK_FALSE(reached_budget(std::vector{all}, kSpent, kSpans, {"ollama", "default", true}));
    all.stop = true;
    CHECK_FALSE(reached_budget(std::vector{all}, kSpent, kSpans, {"agent", "default", true}));
  }

  TEST_CASE("of several the one that stops is named, else the one that opens last") {
    BudgetRule both = daily(1);
    both.monthly = 1;
    const std::vector<BudgetRule> rules{both, daily(2)};
    auto reached = reached_budget(rules, kSpent, kSpans, {"zai", "default"});
    REQUIRE(reached);
    CHECK(reached->window == CalendarUnit::month);
    CHECK(reached->opens_at == kSpans.month.end);
    CHECK_FALSE(reached->stop());

    BudgetRule stops = daily(1);
    stops.stop = true;
    reached = reached_budget(std::vector{both, stops}, kSpent, kSpans, {"zai", "default"});
    REQUIRE(reached);
    CHECK(reached->stop());
    CHECK(reached->opens_at == kSpans.day.end);
  }

  TEST_CASE("many small prices reach a limit although their sum is rounded") {
    Spent tenths;
    for (int i = 0; i < 10; ++i)
      tenths.day += 0.1;
    REQUIRE(tenths.day < 1.0);
    const std::vector<SpentOn> spent{{"zai", "default", tenths}};
    CHECK(reached_budget(std::vector{daily(1)}, spent, kSpans, {"zai", "default"}));
  }

  TEST_CASE("a rule is told in one line") {
    BudgetRule rule = daily(5, "openrouter", "cheap");
    rule.monthly = 60;
    CHECK(describe_limits(rule) ==
          "budget for openrouter in chain cheap: $5.00 a day, $60.00 a month, then the next step");
    BudgetRule all;
    all.weekly = 1;
    all.stop = true;
    CHECK(describe_limits(all) == "budget: $1.00 a week, then stop");
  }

  TEST_CASE("an amount below a cent keeps its digits") {
    CHECK(format_usd(0.0042) == "$0.0042");
    CHECK(format_usd(0) == "$0.00");
    CHECK(format_usd(12.345) == "$12.35");
  }
}

}  // namespace edgee
