#include "core/ledger/stats.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"

namespace edgee {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const WallTime kMorning(seconds(1'800'000'000));  // 2027-01-15 08:00:00 UTC

AttemptEvent attempt(const std::string& request, int step, const std::string& verdict,
                     const std::string& trigger = "", seconds after = seconds(0)) {
  AttemptEvent event;
  event.at = kMorning + after;
  event.launch = "launch";
  event.session = "session";
  event.request = request;
  event.step = step;
  event.target = step == 0 ? "agent" : "second/m";
  event.status = trigger.empty() ? 200 : 529;
  event.verdict = verdict;
  event.trigger = trigger;
  event.usage.output = 10;
  event.cost_usd = 0.25;
  return event;
}

std::chrono::seconds utc(WallTime) {
  return seconds(0);
}

Sums total_of(const std::vector<AttemptEvent>& events) {
  return sum_up(events, utc).total;
}

}  // namespace

TEST_SUITE("core/ledger/stats") {
  TEST_CASE("requests, switches, seams, tokens and costs are counted") {
    AttemptEvent mended = attempt("b", 1, "done");
    mended.seam = "retract";
    AttemptEvent unpriced = attempt("c", 0, "done");
    unpriced.cost_usd.reset();
    AttemptEvent skipped = attempt("c", 1, "skipped");
    const Sums sums = total_of({attempt("a", 0, "done"), attempt("b", 0, "again", "overloaded"),
                                attempt("b", 0, "next", "overloaded"), mended, skipped, unpriced});
    CHECK(sums.requests == 3);
    CHECK(sums.switches == 1);
    CHECK(sums.seams == 1);
    CHECK(sums.saves == 1);
    CHECK(sums.usage.output == 50);
    CHECK(sums.cost_usd == doctest::Approx(1.0));
    CHECK(sums.unpriced == 1);
    CHECK(total_of({}).requests == 0);
  }

  TEST_CASE("a save is an answer although the first step failed or rested") {
    CHECK(total_of({attempt("a", 0, "done")}).saves == 0);
    CHECK(total_of({attempt("a", 1, "done")}).saves == 1);
    CHECK(total_of({attempt("a", 0, "again", "connect"), attempt("a", 0, "done")}).saves == 1);
    CHECK(total_of({attempt("a", 0, "next", "connect"), attempt("a", 1, "give_up", "dns")}).saves ==
          0);
    CHECK(total_of({attempt("a", 0, "show")}).saves == 0);
    // It broke in the middle, and the agent got it so.
    CHECK(total_of({attempt("a", 0, "done", "cut")}).saves == 0);
  }

  TEST_CASE("each save is worth 171 s, and what overlaps in one session counts once") {
    const auto saved = [](const std::vector<AttemptEvent>& events) {
      return total_of(events).saved;
    };
    AttemptEvent other = attempt("b", 1, "done", "", seconds(10));
    CHECK(saved({attempt("a", 1, "done")}) == seconds(171));
    CHECK(saved({attempt("a", 1, "done"), other}) == seconds(181));
    CHECK(saved({attempt("a", 1, "done"), attempt("b", 1, "done", "", seconds(1000))}) ==
          seconds(342));
    other.session = "another";
    CHECK(saved({attempt("a", 1, "done"), other}) == seconds(342));
    // The request began before its attempt did.
    AttemptEvent late = attempt("b", 1, "done", "", seconds(10));
    late.since_request = seconds(10);
    CHECK(saved({attempt("a", 1, "done"), late}) == seconds(171));
  }

  TEST_CASE("days are the reader's own") {
    const std::vector<AttemptEvent> events = {attempt("a", 0, "done"),
                                              attempt("b", 0, "done", "", hours(20))};
    const Stats here = sum_up(events, utc);
    REQUIRE(here.days.size() == 2);
    CHECK(here.days[0].day == "2027-01-15");
    CHECK(here.days[1].day == "2027-01-16");
    CHECK(here.days[1].sums.requests == 1);
    CHECK(here.targets.size() == 1);
    const Stats there = sum_up(events, [](WallTime) -> seconds { return hours(-5); });
    CHECK(there.days.size() == 1);
  }

  TEST_CASE("schema 1 for programs") {
    const Stats stats =
        sum_up({attempt("a", 0, "next", "overloaded"), attempt("a", 1, "done")}, utc);
    const auto json = parse_json(to_json(stats, kMorning));
    REQUIRE(json);
    CHECK(member(*json, "schema") == 1);
    CHECK(member(*json, "since") == "2027-01-15T08:00:00.000Z");
    CHECK(member(member(*json, "total"), "saved_ms") == 171'000);
    CHECK(member(member(*json, "days")[0], "day") == "2027-01-15");
    CHECK(member(member(*json, "days")[0], "switches") == 1);
    CHECK(member(member(*json, "targets")[0], "failures").dump() == R"({"overloaded":1})");
  }

  TEST_CASE("what a run survived is one sentence, and nothing when nothing happened") {
    CHECK(tell_survived({}).empty());
    CHECK(tell_survived({attempt("a", 0, "done")}).empty());
    CHECK(tell_survived({attempt("a", 0, "give_up", "overloaded")}).empty());
    CHECK(
        tell_survived({attempt("a", 0, "again", "overloaded"),
                       attempt("a", 0, "next", "overloaded"), attempt("a", 1, "done"),
                       attempt("b", 0, "next", "overloaded", seconds(300)),
                       attempt("b", 1, "done", "", seconds(301))}) ==
        "3 failures of agent (529 overloaded), 2 requests answered by second/m, about 5 min saved");
    AttemptEvent refused = attempt("b", 0, "again", "connect");
    refused.status = 0;
    CHECK(tell_survived({attempt("a", 0, "again", "overloaded"), attempt("a", 0, "done"), refused,
                         attempt("b", 0, "again", "overloaded"), attempt("b", 0, "done")}) ==
          "3 failures of agent (mostly 529 overloaded), 2 requests answered by agent, about 2 min "
          "saved");
    CHECK(tell_survived({attempt("a", 1, "done")}) ==
          "1 request answered by second/m, about 2 min saved");
  }
}

}  // namespace edgee
