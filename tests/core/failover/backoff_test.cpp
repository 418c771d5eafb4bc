#include "core/failover/backoff.h"

#include <doctest/doctest.h>

#include "core/failover/timers.h"
#include "tests/support/fake_random.h"

namespace edgee {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_SUITE("core/failover/backoff") {
  TEST_CASE("the back-off is full jitter under a doubling ceiling of at most 8 s") {
    FakeRandom random;
    for (const auto& [repeats, ceiling] :
         {std::pair{0, 500}, {1, 1000}, {2, 2000}, {3, 4000}, {4, 8000}, {9, 8000}}) {
      const auto& row = repeats;
      CAPTURE(row);
      random.next = {static_cast<std::uint64_t>(ceiling), 0};
      CHECK(repeat_wait({}, repeats, random) == milliseconds(ceiling));
      CHECK(repeat_wait({}, repeats, random) == milliseconds(0));
    }
  }

  TEST_CASE("a cool-down lasts until the reset, else Retry-After, else ten seconds and doubling") {
    const WallTime now{seconds(1'800'000'000)};
    FailureFacts facts;
    CHECK(cool_down(facts, 1, now) == seconds(10));
    CHECK(cool_down(facts, 3, now) == seconds(40));
    CHECK(cool_down(facts, 60, now) == minutes(10));
    for (const FailureKind kind :
         {FailureKind::quota, FailureKind::plan_cap, FailureKind::unauthorized}) {
      facts.kind = kind;
      CHECK(cool_down(facts, 1, now) == minutes(10));
    }
    facts.retry_after = seconds(33);
    CHECK(cool_down(facts, 1, now) == seconds(33));
    facts.resets_at = now + seconds(77);
    CHECK(cool_down(facts, 1, now) == seconds(77));
    facts.resets_at = now - seconds(5);
    CHECK(cool_down(facts, 1, now) == seconds(33));
    facts.retry_after = seconds(0);
    CHECK(cool_down(facts, 1, now) == minutes(10));
  }
}

TEST_SUITE("core/failover/timers") {
  TEST_CASE("a streaming request to the agent's own vendor has no limit for its first token") {
    Step step;
    step.target.provider = "agent";
    const Timers timers = timers_for(step, false, true);
    CHECK(timers.connect == seconds(5));
    CHECK(timers.head == seconds(60));
    CHECK(timers.silence == seconds(60));
    CHECK(timers.progress == minutes(10));
    CHECK_FALSE(timers.first_token);
    CHECK_FALSE(timers.total);
  }

  TEST_CASE("other steps have 120 s for the first token, local servers 300 s") {
    Step step;
    step.target.provider = "openrouter";
    CHECK(timers_for(step, false, true).first_token == seconds(120));
    CHECK(timers_for(step, true, true).first_token == seconds(300));
  }

  TEST_CASE("a non-streaming request has one timer") {
    const Timers timers = timers_for(Step{}, false, false);
    CHECK(timers.total == seconds(290));
    CHECK_FALSE(timers.head);
    CHECK_FALSE(timers.silence);
  }

  TEST_CASE("what the step says wins") {
    Step step;
    step.timeouts.head = seconds(1);
    step.timeouts.first_token = seconds(2);
    CHECK(timers_for(step, false, true).head == seconds(1));
    CHECK(timers_for(step, false, true).first_token == seconds(2));
  }
}

}  // namespace edgee
