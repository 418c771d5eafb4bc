#include "core/ledger/story.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace edgee {
namespace {

constexpr const char* kOther = "openrouter/z-ai/glm-5";

AttemptEvent attempt(const std::string& target, const std::string& verdict, int status = 0,
                     const std::string& trigger = "", const std::string& reason = "") {
  AttemptEvent event;
  event.at = WallTime(std::chrono::milliseconds(1'800'000'000'507));  // 08:00:00
  event.agent = "claude";
  event.request = "one";
  event.target = target;
  event.verdict = verdict;
  event.status = status;
  event.trigger = trigger;
  event.reason = reason;
  event.took = Duration(400);
  return event;
}

AttemptEvent capped() {
  return attempt("agent", "next", 429, "plan_cap", "the plan's window is used up");
}
AttemptEvent overloaded(const std::string& verdict) {
  return attempt("agent", verdict, 529, "overloaded", "the model is overloaded (529)");
}
AttemptEvent torn(const std::string& verdict, const std::string& seam = "") {
  AttemptEvent event = attempt("agent", verdict, 200, "reset", "the connection broke");
  event.first_content = Duration(100);
  event.seam = seam;
  return event;
}
AttemptEvent answer(const std::string& target, Duration after, const std::string& seam = "") {
  AttemptEvent event = attempt(target, "done", 200);
  event.at += after;
  event.since_request = after;
  event.took = Duration(12'000);
  event.seam = seam;
  return event;
}

struct Row {
  RequestAttempts attempts;
  std::string line;
};

}  // namespace

TEST_SUITE("core/ledger/story") {
  TEST_CASE("a request is told in one plain sentence") {
    AttemptEvent rested = answer(kOther, Duration(0));
    rested.reason = "agent rests: the plan's window is used up";
    AttemptEvent skipped = attempt("ollama/qwen3", "skipped");
    skipped.reason = "its window is too small";
    AttemptEvent hedged = answer(kOther, Duration(9000));
    hedged.hedge = true;
    const std::vector<Row> rows{
        {{answer("agent", Duration(0))}, "agent answered (12 s)"},
        {{capped(), answer(kOther, Duration(400))},
         "the plan's window is used up (429); openrouter/z-ai/glm-5 answered instead after 0.4 s "
         "(12 s)"},
        {{overloaded("again"), overloaded("again"), overloaded("next"),
          answer(kOther, Duration(2000))},
         "the model is overloaded (529), 3 times; openrouter/z-ai/glm-5 answered instead after "
         "2.0 s (14 s)"},
        {{overloaded("again"), answer("agent", Duration(1500))},
         "the model is overloaded (529); asked again, it answered after 1.5 s (14 s)"},
        {{capped(), attempt(kOther, "next", 0, "dns", "the host name does not resolve"),
          answer("ollama/qwen3", Duration(700))},
         "the plan's window is used up (429); openrouter/z-ai/glm-5: the host name does not "
         "resolve; ollama/qwen3 answered instead after 0.7 s (13 s)"},
        {{rested},
         "agent rests: the plan's window is used up; openrouter/z-ai/glm-5 answered (12 s)"},
        {{skipped, answer("agent", Duration(0))},
         "ollama/qwen3 skipped: its window is too small; agent answered instead (12 "
         "s)"},
        {{torn("next"), answer(kOther, Duration(3000), "retract")},
         "the answer broke off in the middle (reset); openrouter/z-ai/glm-5 answered anew (15 s)"},
        {{torn("next"), answer(kOther, Duration(3000), "continue")},
         "the answer broke off in the middle (reset); openrouter/z-ai/glm-5 went on where it "
         "stopped (15 s)"},
        {{torn("done", "finish")},
         "the answer broke off in the middle (reset); what was whole was kept and ended (0.4 s)"},
        {{torn("done")},
         "the answer broke off in the middle (reset); the agent got it as it came (0.4 s)"},
        {{attempt("agent", "outrun", 0, "", "another target was faster"), hedged},
         "agent was slow; openrouter/z-ai/glm-5, asked beside it, answered first (21 s)"},
        {{attempt("agent", "next", 0, "timeout", "nothing came in time"), hedged},
         "nothing came in time; openrouter/z-ai/glm-5, asked beside it, answered first (21 s)"},
        {{attempt("agent", "show", 401, "",
                  "for the agent itself: the credential was refused "
                  "(401)")},
         "the credential was refused (401); the agent saw the error (0.4 s)"},
        {{capped(), attempt(kOther, "give_up", 503, "server_error", "the provider failed (5xx)")},
         "the plan's window is used up (429); openrouter/z-ai/glm-5: the provider failed (5xx); no "
         "step was left (0.4 s)"},
        {{attempt("agent", "agent_gone")}, "the agent hung up on agent (0.4 s)"},
    };
    for (const Row& row : rows) {
      CHECK(tell(row.attempts, std::chrono::seconds(0)) == "08:00:00  claude  " + row.line);
    }
  }

  TEST_CASE("the figures are those of all attempts, the time is the reader's") {
    AttemptEvent failed = torn("next");
    failed.usage = {.input = 1000, .cache_read = 0, .cache_write = 0, .output = 50};
    AttemptEvent last = answer(kOther, Duration(400), "continue");
    last.usage = {.input = 1000, .cache_read = 10'000, .cache_write = 300, .output = 400};
    last.cost_usd = 0.01234;
    CHECK(tell({failed, last}, std::chrono::hours(-9)) ==
          "23:00:00  claude  the answer broke off in the middle (reset); openrouter/z-ai/glm-5 "
          "went on where it stopped (12 s, 12.3k in, 450 out, $0.0123)");
  }

  TEST_CASE("attempts are grouped by request, also where requests ran side by side") {
    std::vector<AttemptEvent> events(5);
    for (std::size_t i = 0; i < events.size(); ++i)
      events[i].id = static_cast<std::int64_t>(i);
    events[0].request = events[2].request = "a";
    events[1].request = "b";
    const auto groups = group_by_request(events);
    REQUIRE(groups.size() == 4);
    REQUIRE(groups[0].size() == 2);
    CHECK(groups[0][1].id == 2);
    CHECK(groups[1][0].id == 1);
    CHECK(groups[3][0].id == 4);
    CHECK(group_by_request({}).empty());
  }

  TEST_CASE("a request is settled by its last attempt") {
    for (const char* verdict : {"done", "show", "give_up", "agent_gone"}) {
      CHECK(is_settled({overloaded("next"), attempt("x/y", verdict)}));
    }
    for (const char* verdict : {"again", "next", "skipped"}) {
      CHECK_FALSE(is_settled({attempt("x/y", verdict)}));
    }
  }
}

}  // namespace edgee
