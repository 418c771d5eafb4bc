// A pinned chain: a switch is an error that says so.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"
#include "tests/support/fake_calendar.h"
#include "tests/support/no_spending.h"

namespace edgee {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("core/proxy/pin") {
  TEST_CASE("when the first step of a pinned chain fails, the error names who was not asked") {
    World world;
    world.step("messages/a").tries = 1;
    world.step("chat/b");
    world.session.pin = true;
    world.up.on(kMessages).reply(529, error_body("overloaded_error", "Overloaded"));

    const FakeSink& agent = world.ask();

    CHECK(agent.status == 529);
    CHECK(contains(agent.body, "pinned"));
    CHECK(contains(agent.body, "chat/b"));
    CHECK(world.up.sent.size() == 1);
  }

  TEST_CASE("a pinned step that rests is asked all the same") {
    World world;
    world.step("messages/a").tries = 1;
    world.step("chat/b");
    world.session.pin = true;
    for (int i = 0; i < 5; ++i) {
      world.up.on(kMessages).reply(529, error_body("overloaded_error", "Overloaded"));
      world.ask();
    }
    world.up.on(kMessages).head(200).chunk(whole_stream("back")).end();

    CHECK(contains(world.ask().body, "back"));
  }

  TEST_CASE("a pinned step over its budget is refused with the reason, and nobody else is asked") {
    World world;
    const FakeCalendar calendar;
    NoSpending ledger;
    BudgetBook budgets{world.clock, calendar, ledger, "launch-1"};
    ProxyBooks books;
    books.budgets = &budgets;
    world.services.books = &books;
    world.step("messages/claude-opus-4-8");
    world.step("chat/b");
    world.session.pin = true;
    world.config->budgets = {{.provider = "messages", .chain = {}, .daily = 0.0}};

    const FakeSink& agent = world.ask();

    CHECK(world.up.sent.empty());
    CHECK(agent.status >= 400);
    CHECK(contains(agent.body, "budget"));
    CHECK(contains(agent.body, "pinned"));
  }
}

}  // namespace edgee
