#include "core/ledger/serving_now.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const WallTime kNow(seconds(1'800'000'000));  // 2027-01-15 08:00:00 UTC

AttemptEvent attempt(int step, const std::string& target, const std::string& verdict,
                     const std::string& trigger = "", const std::string& reason = "") {
  AttemptEvent event;
  event.chain = "default";
  event.step = step;
  event.target = target;
  event.verdict = verdict;
  event.trigger = trigger;
  event.reason = reason;
  event.request_class = "main";
  return event;
}

const AttemptEvent kCapped =
    attempt(0, "agent", "next", "plan_cap", "the plan's window is used up (429)");
const AttemptEvent kFallback = attempt(1, "openrouter/z-ai/glm-5", "done");
const AttemptEvent kOwn = attempt(0, "agent", "done");

std::string words(const std::vector<AttemptEvent>& events,
                  const std::optional<LiveNote>& live = std::nullopt) {
  return status_words(serving_now(events, live, kNow), kNow, seconds(0));
}

LiveNote over(std::optional<WallTime> until) {
  return {"", kNow, {"agent", 429, "plan_cap", "the plan's window is used up (429)", until}};
}

}  // namespace

TEST_SUITE("core/ledger/serving_now") {
  TEST_CASE("who serves, and why it is not the first step") {
    AttemptEvent title = attempt(0, "agent", "done");
    title.request_class = "auxiliary";
    AttemptEvent rested = kFallback;
    rested.reason = "agent rests: the plan's window is used up";
    CHECK(words({}) == "edgee: ready");
    CHECK(words({kOwn}) == "edgee: own login");
    CHECK(words({kOwn, kCapped, kFallback}) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up)");
    CHECK(words({kCapped, kFallback, title, kFallback}) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up)");
    CHECK(words({kCapped, kFallback, title}) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up)");
    CHECK(words({kCapped, kFallback, kOwn}) == "edgee: own login");
    CHECK(words({rested}) ==
          "edgee: openrouter/z-ai/glm-5 (agent rests: the plan's window is used up)");
    CHECK(words({attempt(0, "openrouter/z-ai/glm-5", "done")}) == "edgee: openrouter/z-ai/glm-5");
    CHECK(words({attempt(0, "agent", "give_up", "overloaded", "the model is overloaded (529)")}) ==
          "edgee: no step answered (the model is overloaded)");
    // What the agent gets to see, and its own hanging up, say nothing about who serves.
    CHECK(words({kOwn, attempt(0, "agent", "show"), attempt(1, "x/y", "agent_gone")}) ==
          "edgee: own login");
  }

  TEST_CASE("until when, as long as that lies ahead") {
    const std::vector<AttemptEvent> events = {kCapped, kFallback};
    CHECK(words(events, over(kNow + minutes(363))) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up, until 14:03)");
    CHECK(words(events, over(kNow + hours(72))) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up, until 18 Jan 08:00)");
    CHECK(words(events, over(kNow)) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up)");
    CHECK(words({kOwn}, over(kNow + hours(1))) == "edgee: own login");
    CHECK(status_words(serving_now(events, over(kNow + minutes(3)), kNow), kNow, hours(-9)) ==
          "edgee: openrouter/z-ai/glm-5 (the plan's window is used up, until 23:03)");
  }

  TEST_CASE("a request that waits for another step is shown at once") {
    LiveNote note{"openrouter/z-ai/glm-5",
                  kNow - seconds(4),
                  {"agent", 529, "overloaded", "the model is overloaded (529)", {}}};
    CHECK(words({kOwn}, note) ==
          "edgee: asking openrouter/z-ai/glm-5 for 4 s (the model is overloaded)");
    note.asking = "agent";
    note.since = kNow + seconds(1);
    CHECK(words({}, note) == "edgee: asking own login for 0 s (the model is overloaded)");
    // Left behind by a proxy that was killed.
    note.since = kNow - hours(1);
    CHECK(words({kOwn}, note) == "edgee: own login");
  }
}

}  // namespace edgee
