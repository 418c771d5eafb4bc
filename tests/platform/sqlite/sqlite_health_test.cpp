#include "platform/sqlite/sqlite_health.h"

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "platform/sqlite/sqlite_store.h"
#include "tests/platform/sqlite/health_world.h"
#include "tests/support/until.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

}  // namespace

TEST_SUITE("platform/sqlite/health") {
  TEST_CASE("an entry comes back as it went, but for cookies") {
    HealthWorld world;
    const WallTime now = world.clock.wall_now();
    HealthEntry entry;
    {
      const auto store = world.open();
      store->change(kScope, [now](HealthEntry& changed) {
        changed.failures = 3;
        changed.ejections = 2;
        changed.asked = now;
        changed.until = now + minutes(3);
        changed.probe_at = now + minutes(2);
        changed.resets_at = now + hours(3);
        changed.ahead = true;
        changed.reason = "the 'plan'\nis used up";
        changed.holder = "me";
        changed.lease_until = now + seconds(120);
        changed.seen = now + seconds(1);
        changed.windows = {{"5h", Scope::account, "", 0.625, now + hours(1), false},
                           {"7d_opus", Scope::family, "opus", 1.25, std::nullopt, true}};
        const Outcome outcome = failed_answer();
        changed.last = {outcome.status, outcome.headers, outcome.body, *outcome.failure};
        changed.last->facts.retry_after = seconds(7);
        changed.last->facts.resets_at = now + hours(3);
        changed.last->facts.in_stream = true;
      });
    }
    const auto store = world.open();
    const auto read = entry_of(*store, kScope);
    REQUIRE(read);
    CHECK(read->failures == 3);
    CHECK(read->ejections == 2);
    CHECK(read->asked == now);
    CHECK(read->until == now + minutes(3));
    CHECK(read->probe_at == now + minutes(2));
    CHECK(read->resets_at == now + hours(3));
    CHECK(read->ahead);
    CHECK(read->reason == "the 'plan'\nis used up");
    CHECK(read->holder == "me");
    CHECK(read->lease_until == now + seconds(120));
    CHECK(read->seen == now + seconds(1));
    REQUIRE(read->windows.size() == 2);
    CHECK(read->windows[0] == PlanWindow{"5h", Scope::account, "", 0.625, now + hours(1), false});
    CHECK(read->windows[1] == PlanWindow{"7d_opus", Scope::family, "opus", 1.25, {}, true});
    REQUIRE(read->last);
    CHECK(read->last->status == 529);
    // What a provider says may quote a key, so its words are not written down.
    CHECK(read->last->body.empty());
    CHECK(read->last->facts.code.empty());
    CHECK(read->last->facts.message.empty());
    REQUIRE(read->last->headers.size() == 1);
    CHECK(read->last->headers[0].name == "Retry-After");
    CHECK(read->last->headers[0].value == "7");
    CHECK(read->last->facts.kind == FailureKind::overloaded);
    CHECK(read->last->facts.scope == Scope::model);
    CHECK(read->last->facts.retry_after == seconds(7));
    CHECK(read->last->facts.resets_at == now + hours(3));
    CHECK(read->last->facts.in_stream);
  }

  TEST_CASE("reading makes no file, and a file is there once something is known") {
    HealthWorld world;
    {
      const auto store = world.open();
      CHECK(store->news().empty());
      store->flush();
      CHECK_FALSE(std::filesystem::exists(world.file));
    }
    world.fill();
    CHECK(std::filesystem::exists(world.file));
  }

  TEST_CASE("only what changed is news, and the ledger's own rows are none") {
    HealthWorld world;
    const auto a = world.open();
    const auto b = world.open();
    a->change("x", [](HealthEntry& entry) { entry.failures = 1; });
    a->change("y", [](HealthEntry& entry) { entry.failures = 2; });
    a->flush();
    CHECK(b->news().size() == 2);
    CHECK(b->news().empty());
    {
      const auto ledger = make_store({.file = world.file}, world.clock);
      ledger->append({});
    }
    CHECK(b->news().empty());
    a->change("y", [](HealthEntry& entry) { ++entry.failures; });
    a->flush();
    const auto news = b->news();
    REQUIRE(news.size() == 1);
    CHECK(news[0].scope == "y");
    CHECK(news[0].entry.failures == 3);
  }

  TEST_CASE("a session sees its own change before it is on disk, and once") {
    HealthWorld world;
    world.fill();
    const auto a = world.open();
    CHECK(entry_of(*a, kScope)->failures == 1);
    auto other = Database::open(world.file, OpenMode::read_write, world.clock);
    REQUIRE(other);
    REQUIRE(other->run("UPDATE health SET failures = 7, revision = revision + 1"));
    REQUIRE(other->run("BEGIN IMMEDIATE"));
    a->change(kScope, [](HealthEntry& entry) { ++entry.failures; });
    CHECK(entry_of(*a, kScope)->failures == 8);
    REQUIRE(other->run("ROLLBACK"));
    a->flush();
    CHECK(entry_of(*world.open(), kScope)->failures == 8);
    CHECK(entry_of(*a, kScope)->failures == 8);
  }

  TEST_CASE("a lease is given when the cool-down is over, to one, until it runs out") {
    HealthWorld world;
    world.fill();
    const auto store = world.open();
    const WallTime now = world.clock.wall_now();
    const auto ask = [&](const std::string& holder, Duration later) {
      return store->lease({kScope, holder, now + later, minutes(2)});
    };
    CHECK(ask("a", seconds(9)) == LeaseAnswer::refused);
    CHECK(ask("a", seconds(10)) == LeaseAnswer::granted);
    CHECK(ask("b", seconds(10)) == LeaseAnswer::refused);
    CHECK(ask("a", seconds(129)) == LeaseAnswer::refused);
    CHECK(ask("b", seconds(130)) == LeaseAnswer::granted);
    // The clock went back: a lease that would run for longer than any is void.
    CHECK(ask("a", seconds(100)) == LeaseAnswer::granted);
    CHECK(store->lease({"unheard of", "a", now, minutes(2)}) == LeaseAnswer::away);
  }

  TEST_CASE("opened ahead, it is ready before the first request asks") {
    HealthWorld world;
    world.fill();
    const auto store = world.open();
    store->open_ahead();
    CHECK(until([&store] { return !store->news().empty(); }));
    CHECK(store->trouble().empty());
  }

  TEST_CASE("of a burst of requests the first looks for news, and the first behind a lease") {
    HealthWorld world;
    world.fill();
    const auto store = make_health_store(
        {.file = world.file, .look_every = milliseconds(20), .longest_wait = nullptr}, world.clock);
    CHECK(store->news().size() == 1);
    const auto other = world.open();
    const auto change_elsewhere = [&other] {
      other->change("elsewhere", [](HealthEntry& entry) { ++entry.failures; });
      other->flush();
    };
    change_elsewhere();
    world.clock.advance(milliseconds(19));
    CHECK(store->news().empty());
    world.clock.advance(milliseconds(1));
    CHECK(store->news().size() == 1);

    change_elsewhere();
    (void)store->lease({kScope, "a", world.clock.wall_now(), minutes(2)});
    CHECK_FALSE(store->news().empty());
  }

  TEST_CASE("many threads change, read and lease at once and lose nothing") {
    HealthWorld world;
    const auto clock = make_clock();
    const auto store = make_health_store({.file = world.file, .longest_wait = nullptr}, *clock);
    std::atomic<int> granted = 0;
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 6; ++t) {
        threads.emplace_back([&] {
          for (int i = 0; i < 50; ++i) {
            store->change("x", [](HealthEntry& entry) { ++entry.failures; });
            (void)store->news();
            if (store->lease({"x", "t", clock->wall_now(), minutes(2)}) == LeaseAnswer::granted) {
              ++granted;
            }
          }
        });
      }
    }
    store->flush();
    CHECK(store->trouble().empty());
    const auto fresh = world.open();
    REQUIRE(entry_of(*fresh, "x"));
    CHECK(granted <= 1);
    CHECK(entry_of(*world.open(), "x")->failures == 300);
  }
}

}  // namespace edgee
