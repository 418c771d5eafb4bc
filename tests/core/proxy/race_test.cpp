// A slow first target, and another one asked beside it.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"
#include "tests/support/fake_calendar.h"
#include "tests/support/no_spending.h"

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Hedged : World {
  Hedged() {
    books.budgets = &budgets;
    services.books = &books;
    step("agent");
    step("messages/glm-5");
    config->chains["default"].hedge = Hedge{seconds(3), 0};
  }
  FakeCalendar days;
  NoSpending others;
  BudgetBook budgets{clock, days, others, "launch-1"};
  ProxyBooks books;
};

}  // namespace

TEST_SUITE("core/proxy/race") {
  TEST_CASE("a target that is slow gets a rival, and the first content wins") {
    Hedged world;
    world.up.on(kVendor)
        .head(200)
        .chunk(message_start())
        .after(seconds(20))
        .chunk(text_block("slow") + message_end());
    world.up.on(kMessages).after(seconds(1)).head(200).chunk(whole_stream("fast")).end();
    const TimePoint began = world.clock.now();
    const FakeSink& agent = world.ask();
    CHECK(agent.body == whole_stream("fast"));
    CHECK(agent.finished);
    CHECK(world.clock.now() - began < seconds(6));
    CHECK(world.up.cancelled == 1);
    CHECK(header_value(agent.headers, "x-edgee-target") == "messages/glm-5");
    const auto events = world.store.events();
    REQUIRE(events.size() == 2);
    CHECK(events[0].target == "agent");
    CHECK(events[0].verdict == "outrun");
    CHECK(events[0].trigger.empty());
    CHECK(events[0].usage.input > 0);
    CHECK(events[1].hedge);
    CHECK(events[1].verdict == "done");
    CHECK(world.budgets.second_today() > 0);
  }

  TEST_CASE("the rival that comes second is cancelled, billed, and nobody's failure") {
    Hedged world;
    world.up.on(kVendor).after(seconds(4)).head(200).chunk(whole_stream("first")).end();
    world.up.on(kMessages).after(seconds(9)).head(200).chunk(whole_stream("late")).end();
    CHECK(world.ask().body == whole_stream("first"));
    CHECK(world.verdicts() == "messages/glm-5:outrun agent:done");
    CHECK(world.health.standing({"messages", "glm-5", ""}).fitness == Fitness::healthy);
  }

  TEST_CASE("a target that is fast gets no rival") {
    Hedged world;
    world.up.on(kVendor).after(seconds(2)).head(200).chunk(whole_stream("first")).end();
    CHECK(world.ask().finished);
    CHECK(world.up.sent.size() == 1);
  }

  TEST_CASE("behind its first content an answer gets no rival, however slow") {
    Hedged world;
    world.up.on(kVendor)
        .head(200)
        .chunk(message_start() + open_text("Hel"))
        .after(seconds(30))
        .chunk(
            sse("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":"lo"})") +
            block_stop() + message_end())
        .end();
    CHECK(world.ask().finished);
    CHECK(world.up.sent.size() == 1);
  }

  TEST_CASE("when the slow one fails its rival goes on alone, and when both fail the chain does") {
    Hedged world;
    world.step("chat/glm-5");
    world.up.on(kVendor).after(seconds(5)).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kMessages).after(seconds(8)).reply(500, error_body("api_error", "no"));
    world.up.on(kChat).head(200).chunk(chat_stream("third")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body.find("third") != std::string::npos);
    CHECK(world.verdicts() ==
          "agent:overloaded>next messages/glm-5:server_error>next chat/glm-5:done");
  }

  TEST_CASE("a winner that breaks off is taken over like any other") {
    Hedged world;
    world.from_claude_code();
    world.step("chat/glm-5");
    world.up.on(kVendor).after(seconds(50)).head(200);
    world.up.on(kMessages)
        .head(200)
        .chunk(message_start("msg_2") + open_text("Hel"))
        .after(milliseconds(10))
        .fail(FailureKind::cut, Phase::content);
    world.up.on(kChat).head(200).chunk(chat_stream("Hello")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.finished);
    CHECK(world.verdicts() == "agent:outrun messages/glm-5:cut>next chat/glm-5:done");
    CHECK(world.store.events().back().seam == "retract");
  }

  TEST_CASE("an early head begun for one is begun for both") {
    Hedged world;
    world.config->chains["default"].hedge = Hedge{seconds(50), 0};
    world.config->chains["default"].steps[0].timeouts.head = seconds(200);
    world.config->chains["default"].steps[1].timeouts.head = seconds(200);
    world.up.on(kVendor).after(seconds(150)).head(200);
    world.up.on(kMessages).after(seconds(30)).head(200).chunk(whole_stream("second")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body.find("second") != std::string::npos);
    std::size_t starts = 0;
    for (std::size_t at = agent.body.find("event: message_start"); at != std::string::npos;
         at = agent.body.find("event: message_start", at + 1))
      ++starts;
    CHECK(starts == 1);
  }

  TEST_CASE("what the day allows for answers that came second is a ceiling") {
    Hedged world;
    AttemptEvent second;
    second.at = world.clock.wall_now();
    second.target = "messages/glm-5";
    second.verdict = "outrun";
    second.cost_usd = 1.5;
    CHECK(world.budgets.record({}, second).empty());
    world.up.on(kVendor).after(seconds(20)).head(200).chunk(whole_stream("slow")).end();
    CHECK(world.ask().finished);
    CHECK(world.up.sent.size() == 1);
  }
}

}  // namespace edgee
