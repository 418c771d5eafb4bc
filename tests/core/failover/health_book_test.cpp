// What sessions of one machine know together of the health of their targets: each HealthBook below
// is a process of its own.
#include "core/failover/health_book.h"

#include <doctest/doctest.h>

#include "core/failover/health_rules.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_health_store.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Target kTarget{"openrouter", "z-ai/glm-5", ""};

Outcome overloaded() {
  Outcome outcome;
  outcome.status = 529;
  outcome.body = "Overloaded";
  outcome.headers = {{"retry", "no"}};
  outcome.failure = FailureFacts();
  outcome.failure->kind = FailureKind::overloaded;
  outcome.failure->scope = Scope::model;
  return outcome;
}

Outcome capped(Scope scope, WallTime resets_at) {
  Outcome outcome = overloaded();
  outcome.status = 429;
  outcome.failure->kind = FailureKind::plan_cap;
  outcome.failure->scope = scope;
  outcome.failure->resets_at = resets_at;
  return outcome;
}

struct Machine {
  FakeClock clock;
  FakeHealthDisk disk;
  FakeHealthStore store_a{disk};
  FakeHealthStore store_b{disk};
  HealthBook a{clock, store_a, "process a"};
  HealthBook b{clock, store_b, "process b"};

  Fitness in(HealthBook& book, const Target& target = kTarget) {
    book.refresh();
    return book.standing(target).fitness;
  }
};

PlanWindow window(const std::string& name, double used, WallTime resets_at) {
  PlanWindow made;
  made.name = name;
  made.used = used;
  made.resets_at = resets_at;
  return made;
}

}  // namespace

TEST_SUITE("core/failover/health_book/shared") {
  TEST_CASE("what one session finds sick, the next request of another session knows") {
    Machine machine;
    CHECK(machine.in(machine.b) == Fitness::healthy);
    machine.a.failed(kTarget, overloaded(), std::nullopt, "the model is overloaded");
    CHECK(machine.in(machine.b) == Fitness::sick);
    const Standing standing = machine.b.standing(kTarget);
    CHECK(standing.reason == "the model is overloaded");
    CHECK(standing.remaining == seconds(10));
    REQUIRE(machine.b.last_failure(kTarget));
    CHECK(machine.b.last_failure(kTarget)->status == 529);
    CHECK(machine.b.last_failure(kTarget)->body == "Overloaded");
    CHECK(header_value(machine.b.last_failure(kTarget)->headers, "retry") == "no");
  }

  TEST_CASE(
      "a success in one session heals the target in all, and costs nothing when all is well") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    CHECK(machine.in(machine.b) == Fitness::sick);
    machine.b.succeeded(kTarget);
    CHECK(machine.in(machine.a) == Fitness::healthy);
    const int writes = machine.disk.writes();
    machine.b.succeeded(kTarget);
    machine.a.succeeded(kTarget);
    machine.a.released(kTarget);
    CHECK(machine.disk.writes() == writes);
  }

  TEST_CASE("one session probes and all others wait for what it finds") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.b) == Fitness::probe);
    CHECK(machine.in(machine.a) == Fitness::sick);
    CHECK(machine.in(machine.b) == Fitness::sick);
    machine.b.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.a.refresh();
    CHECK(machine.a.standing(kTarget).remaining == seconds(20));
  }

  TEST_CASE("a session that was killed while it probed blocks nobody for longer than two minutes") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.a) == Fitness::probe);
    machine.clock.advance(seconds(119));
    CHECK(machine.in(machine.b) == Fitness::sick);
    machine.clock.advance(seconds(1));
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("a probe whose agent left is free for another session at once") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.a) == Fitness::probe);
    machine.b.released(kTarget);
    CHECK(machine.in(machine.b) == Fitness::sick);
    machine.a.released(kTarget);
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("who would be asked later takes no lease") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.a.standing(kTarget, MayProbe::no).fitness == Fitness::sick);
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("many sessions that meet one outage make one cool-down of it") {
    Machine machine;
    for (int i = 0; i < 20; ++i)
      machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    CHECK(machine.a.standing(kTarget).remaining == seconds(10));
  }

  TEST_CASE("without a store that works, a session goes by what it sees itself") {
    Machine machine;
    machine.store_a.trouble_text = "the ledger is read-only";
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    CHECK(machine.in(machine.a) == Fitness::sick);
    CHECK(machine.in(machine.b) == Fitness::healthy);
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.a) == Fitness::probe);
    CHECK(machine.in(machine.a) == Fitness::sick);
  }

  TEST_CASE("one agent's vendor is not another's") {
    Machine machine;
    const Target agent{"agent", "m", ""};
    machine.a.set_agent("anthropic");
    machine.b.set_agent("openai");
    Outcome outcome = overloaded();
    outcome.failure->scope = Scope::provider;
    machine.a.failed(agent, outcome, std::nullopt, "ill");
    CHECK(machine.in(machine.a, agent) == Fitness::sick);
    CHECK(machine.in(machine.b, agent) == Fitness::healthy);
  }

  TEST_CASE("a family rests as a whole, and no other model of the account does") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(50);
    machine.a.failed({"agent", "claude-opus-5-5", ""}, capped(Scope::family, reset), std::nullopt,
                     "the plan's window is used up");
    CHECK(machine.in(machine.b, {"agent", "claude-opus-4-8", ""}) == Fitness::out);
    CHECK(machine.in(machine.b, {"agent", "claude-sonnet-5-5", ""}) == Fitness::healthy);
    CHECK(machine.in(machine.b, {"agent", "claude-opus-5-5", "work"}) == Fitness::healthy);
  }
}

TEST_SUITE("core/failover/health_book/offline") {
  TEST_CASE("a failure on the way out is nobody's until another host was reached") {
    Machine machine;
    Outcome outcome = overloaded();
    outcome.failure->kind = FailureKind::dns;
    outcome.failure->scope = Scope::provider;
    machine.a.suspect(kTarget, outcome, std::nullopt, "the host name does not resolve");
    CHECK(machine.in(machine.a) == Fitness::healthy);
    machine.a.online();
    CHECK(machine.in(machine.b) == Fitness::sick);
    CHECK(machine.b.standing(kTarget).reason == "the host name does not resolve");
  }

  TEST_CASE("what failed while there was no network is forgotten when it comes back later") {
    Machine machine;
    Outcome outcome = overloaded();
    outcome.failure->kind = FailureKind::dns;
    machine.a.suspect(kTarget, outcome, std::nullopt, "the host name does not resolve");
    machine.clock.advance(seconds(61));
    machine.a.online();
    CHECK(machine.in(machine.a) == Fitness::healthy);
  }

  TEST_CASE("a probe that failed on the way out is free for others") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.a) == Fitness::probe);
    machine.a.suspect(kTarget, overloaded(), std::nullopt, "the host name does not resolve");
    CHECK(machine.in(machine.b) == Fitness::probe);
  }
}

TEST_SUITE("core/failover/health_book/time") {
  TEST_CASE("a known reset is an upper bound: somebody looks every ten minutes, and it ends then") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(24 * 3);
    int probes = 0;
    for (int minute = 0; minute < 3 * 24 * 60; ++minute) {
      machine.a.refresh();
      const Standing standing = machine.a.standing(kTarget);
      if (minute > 0 && standing.fitness == Fitness::probe) ++probes;
      if (minute == 0 || standing.fitness == Fitness::probe) {
        machine.a.failed(kTarget, capped(Scope::account, reset), std::nullopt, "used up");
        CHECK(machine.a.standing(kTarget).fitness == Fitness::out);
      }
      machine.clock.advance(minutes(1));
    }
    CHECK(probes == 3 * 24 * 6 - 1);
    CHECK(machine.in(machine.b) == Fitness::probe);
    machine.b.succeeded(kTarget);
    CHECK(machine.in(machine.a) == Fitness::healthy);
  }

  TEST_CASE("a reset is over to the millisecond it names") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + minutes(5);
    machine.a.failed(kTarget, capped(Scope::account, reset), std::nullopt, "used up");
    machine.clock.advance(minutes(5) - Duration(1));
    CHECK(machine.in(machine.b) == Fitness::sick);
    machine.clock.advance(Duration(1));
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("a wait shorter than the last one does not end a longer rest") {
    Machine machine;
    machine.a.failed(kTarget, capped(Scope::account, machine.clock.wall_now() + hours(5)),
                     std::nullopt, "used up");
    Outcome vague = overloaded();
    vague.failure->scope = Scope::account;
    machine.clock.advance(minutes(2));
    machine.b.refresh();
    machine.b.failed(kTarget, vague, std::nullopt, "ill");
    CHECK(machine.b.standing(kTarget).remaining == hours(5) - minutes(2));
  }

  TEST_CASE("a clock that goes back by days rests nobody for days") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.set_wall(machine.clock.wall_now() - hours(48));
    machine.b.refresh();
    CHECK(machine.b.standing(kTarget).remaining == seconds(10));
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.b) == Fitness::probe);
    CHECK(machine.in(machine.a) == Fitness::sick);
    machine.b.succeeded(kTarget);
    CHECK(machine.in(machine.a) == Fitness::healthy);
  }

  TEST_CASE("a lease from before the clock went back holds nobody") {
    Machine machine;
    machine.a.failed(kTarget, overloaded(), std::nullopt, "ill");
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.a) == Fitness::probe);
    machine.clock.set_wall(machine.clock.wall_now() - hours(48));
    machine.b.refresh();
    machine.clock.advance(seconds(10));
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("a reset years ahead is a month at most") {
    Machine machine;
    machine.a.failed(kTarget, capped(Scope::account, machine.clock.wall_now() + hours(24 * 400)),
                     std::nullopt, "used up");
    CHECK(machine.a.standing(kTarget).remaining == kLongestRest);
  }

  TEST_CASE("an error page longer than 16 kB is not kept") {
    Machine machine;
    Outcome outcome = overloaded();
    outcome.body = std::string(17'000, 'x');
    machine.a.failed(kTarget, outcome, std::nullopt, "ill");
    REQUIRE(machine.a.last_failure(kTarget));
    CHECK(machine.a.last_failure(kTarget)->body.empty());
  }
}

TEST_SUITE("core/failover/health_book/windows") {
  TEST_CASE("a window that is used up to the share rests the account before it refuses") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(3);
    const CapSetting cap{true, 0.98};
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.97, reset)}, cap);
    CHECK(machine.in(machine.b) == Fitness::healthy);
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.98, reset)}, cap);
    CHECK(machine.in(machine.b) == Fitness::sick);
    const Standing standing = machine.b.standing(kTarget);
    CHECK(standing.reason == "the 5-hour window is 98 % used");
    CHECK(standing.remaining == hours(3));
    // It would still answer: the last resort of a chain, and nothing the agent has to read.
    CHECK_FALSE(machine.b.last_failure(kTarget));
    machine.clock.advance(hours(3));
    CHECK(machine.in(machine.b) == Fitness::probe);
  }

  TEST_CASE("an answer that began before the cap does not take it back") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(3);
    const CapSetting cap{true, 0.98};
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.98, reset)}, cap);
    machine.b.refresh();
    machine.b.succeeded(kTarget);
    machine.b.note_windows(kTarget, std::vector{window("5h", 0.96, reset)}, cap);
    CHECK(machine.in(machine.a) == Fitness::sick);
    machine.b.note_windows(kTarget, std::vector{window("5h", 0.02, reset + hours(5))}, cap);
    CHECK(machine.in(machine.a) == Fitness::healthy);
  }

  TEST_CASE("a probe that finds the window as full as before goes back to rest") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(3);
    const CapSetting cap{true, 0.98};
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.98, reset)}, cap);
    machine.clock.advance(minutes(10));
    CHECK(machine.in(machine.b) == Fitness::probe);
    machine.b.succeeded(kTarget);
    machine.b.note_windows(kTarget, std::vector{window("5h", 0.99, reset)}, cap);
    CHECK(machine.in(machine.a) == Fitness::sick);
  }

  TEST_CASE("without a share only what is rejected rests") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(3);
    PlanWindow opus = window("7d_opus", 1.0, reset);
    opus.scope = Scope::family;
    opus.family = "opus";
    const Target sonnet{"agent", "claude-sonnet-5-5", ""};
    const Target model{"agent", "claude-opus-5-5", ""};
    machine.a.note_windows(sonnet, std::vector{opus, window("5h", 1.0, reset)}, {});
    CHECK(machine.in(machine.b, model) == Fitness::healthy);
    opus.rejected = true;
    machine.a.note_windows(sonnet, std::vector{opus, window("5h", 1.0, reset)}, {});
    CHECK(machine.in(machine.b, model) == Fitness::sick);
    CHECK(machine.in(machine.b, sonnet) == Fitness::healthy);
  }

  TEST_CASE("a trigger that is off rests nobody") {
    Machine machine;
    machine.a.note_windows(
        kTarget, std::vector{window("5h", 1.0, machine.clock.wall_now() + hours(3))}, {false, 0.9});
    CHECK(machine.in(machine.b) == Fitness::healthy);
  }

  TEST_CASE("every session sees the windows as last said, until they are over") {
    Machine machine;
    const WallTime now = machine.clock.wall_now();
    machine.a.note_windows(
        kTarget,
        std::vector{window("5h", 0.62, now + hours(2)), window("7d", 0.3, now + hours(90))}, {});
    auto seen = machine.b.windows();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].account == "openrouter");
    REQUIRE(seen[0].windows.size() == 2);
    CHECK(seen[0].windows[0] == window("5h", 0.62, now + hours(2)));
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.7, now + hours(2))}, {});
    seen = machine.b.windows();
    REQUIRE(seen[0].windows.size() == 2);
    CHECK(seen[0].windows[1].used == 0.7);
    machine.clock.advance(hours(2));
    seen = machine.b.windows();
    REQUIRE(seen[0].windows.size() == 1);
    CHECK(seen[0].windows[0].name == "7d");
  }

  TEST_CASE("the same news is written once a minute, not with every answer") {
    Machine machine;
    const WallTime reset = machine.clock.wall_now() + hours(2);
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.62, reset)}, {});
    for (int i = 0; i < 10; ++i) {
      machine.clock.advance(seconds(5));
      machine.a.note_windows(kTarget, std::vector{window("5h", 0.621, reset + seconds(i))}, {});
    }
    CHECK(machine.disk.writes() == 1);
    machine.a.note_windows(kTarget, std::vector{window("5h", 0.63, reset)}, {});
    CHECK(machine.disk.writes() == 2);
  }
}

}  // namespace edgee
