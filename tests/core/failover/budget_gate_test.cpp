#include "core/failover/budget_gate.h"

#include <doctest/doctest.h>

#include "tests/support/fake_calendar.h"
#include "tests/support/fake_clock.h"
#include "tests/support/no_spending.h"

namespace edgee {
namespace {

// agent, zai, groq, ollama: only the last is free of charge.
struct World {
  World() {
    paid.price = Price{.input = 1, .output = 2};
    free.price = Price{};
    const char* const providers[] = {"agent", "zai", "groq", "ollama"};
    for (int i = 0; i < 4; ++i) {
      Candidate candidate;
      candidate.index = i;
      candidate.model = i == 3 ? &free : &paid;
      candidate.target = {providers[i], "m", ""};
      candidates.push_back(candidate);
    }
  }

  void spend(const char* target, double usd) {
    AttemptEvent event;
    event.at = clock.wall_now();
    event.target = target;
    event.chain = "default";
    event.cost_usd = usd;
    CHECK(book.record(rules, event).empty());
  }
  [[nodiscard]] std::string left(bool plan_login = true) {
    within = within_budget(candidates, "default", rules, plan_login, book);
    std::string names;
    for (const Candidate& candidate : within.candidates)
      names += (names.empty() ? "" : " ") + candidate.target.provider;
    return names;
  }

  FakeClock clock;
  FakeCalendar calendar;
  NoSpending ledger;
  BudgetBook book{clock, calendar, ledger, "L1"};
  ModelInfo paid;
  ModelInfo free;
  std::vector<Candidate> candidates;
  std::vector<BudgetRule> rules;
  WithinBudget within;
};

BudgetRule daily(const char* provider, double usd, bool stop = false) {
  return {.provider = provider, .chain = {}, .daily = usd, .stop = stop};
}

}  // namespace

TEST_SUITE("core/failover/budget_gate") {
  TEST_CASE("without budgets, or before one is reached, all may be asked") {
    World world;
    world.spend("zai/m", 100);
    CHECK(world.left() == "agent zai groq ollama");
    world.rules = {daily("zai", 100.5)};
    CHECK(world.left() == "agent zai groq ollama");
    CHECK(world.within.skipped.empty());
    CHECK(world.within.stopped.empty());
  }

  TEST_CASE("a step whose budget is reached is left out with the reason, the next ones stay") {
    World world;
    world.rules = {daily("zai", 5)};
    world.spend("zai/m", 5.02);
    CHECK(world.left() == "agent groq ollama");
    REQUIRE(world.within.skipped.size() == 1);
    CHECK(world.within.skipped[0].index == 1);
    CHECK(world.within.skipped[0].reason ==
          "the daily budget of $5.00 for zai is reached ($5.02), until midnight");
    CHECK_FALSE(world.within.skipped[0].sick);
  }

  TEST_CASE("a budget that stops ends the chain there, what stands before it may be asked") {
    World world;
    world.rules = {daily("groq", 1, true)};
    world.spend("groq/m", 1);
    CHECK(world.left() == "agent zai");
    CHECK(world.within.stopped ==
          "the daily budget of $1.00 for groq is reached ($1.00), until midnight");
  }

  TEST_CASE("a plan and a local model go on when everything else is spent") {
    World world;
    world.rules = {daily("", 1)};
    world.spend("zai/m", 1);
    CHECK(world.left() == "agent ollama");
    CHECK(world.left(false) == "ollama");
  }
}

}  // namespace edgee
