// Codex and OpenCode work through a tool loop while their model fails.
#include <initializer_list>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "core/drill/brain.h"
#include "tests/support/play_agents.h"

namespace edgee::play {
namespace {

// The fallback's dialects in turn.
void check_survived(const RealAgent& agent, std::initializer_list<const char*> faults) {
  if (skip_without(agent, "faults")) return;
  bool chat = true;
  for (const std::string name : faults) {
    CAPTURE(name);
    const Fault* const fault = find_fault(name);
    REQUIRE(fault != nullptr);
    REQUIRE(befalls(*fault, agent.dialect));
    const std::vector<std::string> complaints =
        survive(agent, *fault, chat ? DialectId::openai_chat : DialectId::anthropic_messages);
    CHECK_MESSAGE(complaints.empty(), join(complaints, "; "));
    chat = !chat;
  }
}

}  // namespace

// One fault of each class. tests/agents/all_faults runs all of them.
TEST_SUITE("e2e/agents_faults") {
  TEST_CASE("Codex outlives a vendor that cannot be reached, or refuses") {
    check_survived(codex_agent_of_npm(), {"connection refused", "connection reset", "no head",
                                          "401 bad key", "429 plan cap", "529 overloaded"});
  }
  TEST_CASE("Codex outlives answers that are none") {
    check_survived(codex_agent_of_npm(), {"pings, no token", "error as first event",
                                          "200 with HTML", "empty answer", "400 at a provider"});
  }
  TEST_CASE("Codex outlives answers that break off, and runs each tool once") {
    check_survived(
        codex_agent_of_npm(),
        {"cut in mid-text", "clean end in mid-text", "stall in mid-text", "cut in a tool call",
         "malformed tool call", "cut behind a tool call", "no last event"});
  }

  TEST_CASE("OpenCode outlives a vendor that cannot be reached, or refuses") {
    check_survived(opencode_agent_of_npm(),
                   {"connection refused", "no head", "401 bad key", "529 overloaded"});
  }
  TEST_CASE("OpenCode outlives answers that are none") {
    check_survived(opencode_agent_of_npm(),
                   {"pings, no token", "error as first event", "empty answer"});
  }
  TEST_CASE("OpenCode outlives answers that break off, and runs each tool once") {
    check_survived(opencode_agent_of_npm(), {"cut in mid-text", "stall in mid-text",
                                             "cut in a tool call", "cut behind a tool call"});
  }

  // By itself it would shorten and ask again without end: this vendor takes the shortening, and
  // refuses what comes of it.
  TEST_CASE("OpenCode comes to an end with a vendor for which nothing is ever short enough") {
    const RealAgent& agent = opencode_agent_of_npm();
    if (skip_without(agent, "repeated overflow")) return;
    Play play;
    cast_vendor(play, agent, [](const script::Received& request) -> script::Play {
      const Json body = parse_json(request.body).value_or(Json());
      if (!member(body, "tools").empty()) {
        return *ill_answer(*find_fault("window overflow"), {}, DialectId::openai_chat);
      }
      BrainScript summary;
      summary.dialect = DialectId::openai_chat;
      summary.steps = 0;
      summary.final_text = "Three steps are to be written.";
      return brain_answer(summary, request);
    });
    const Finished finished = run_three_steps(play, agent);
    CAPTURE(finished.err);
    CAPTURE(finished.out);
    CHECK(finished.code == 1);
    CHECK(finished.err.find("3 attempts to shorten it did not help") != std::string::npos);
    CHECK(asks_of(*play.member("agent").server).size() == 7);
  }
}

}  // namespace edgee::play
