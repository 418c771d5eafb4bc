// The real Claude Code, interactive on a real terminal with a stored login, through a failover.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/play_claude.h"
#include "tests/support/play_terminal.h"

namespace edgee::play {
namespace {

constexpr const char* kAnswer = "The fallback is at your service.";

// Past the questions that a first start asks.
void settle_in(const Play& play) {
  play.home.write(".claude.json", R"({"hasCompletedOnboarding":true,"projects":{")" +
                                      play.work_directory() +
                                      R"(":{"hasTrustDialogAccepted":true}}})");
}

}  // namespace

TEST_SUITE_BEGIN("e2e/tmux_agent");

TEST_CASE(
    "interactive Claude Code gets its answer from the fallback, and the screen stays its own") {
  if (skip_without_tmux("interactive Claude Code") ||
      skip_without_claude("interactive Claude Code")) {
    return;
  }
  Play play;
  const Fault& fault = *find_fault("529 overloaded");
  play.vendor([&fault](const script::Received&) { return fault.play(); });
  play.provider("second", DialectId::openai_chat, sentence_brain(DialectId::openai_chat, kAnswer));
  play.write_config();
  settle_in(play);
  play.home.write(".claude/settings.json",
                  R"({"statusLine":{"type":"command","command":"echo status of mine"}})");
  Variables variables = play.variables(claude_variables());
  variables.erase("ANTHROPIC_API_KEY");
  log_in(play);
  const Terminal terminal(play.home, variables, play.work_directory());
  terminal.enter(edgee_binary() + " launch claude; echo code=$?");
  REQUIRE(terminal.shows("status of mine | edgee: ready", std::chrono::seconds(60)));
  terminal.type("Say hello.");
  REQUIRE(terminal.shows("Say hello."));
  const bool answered = eventually(
      [&terminal] {
        terminal.press("Enter");
        return terminal.shows(kAnswer, std::chrono::seconds(5));
      },
      std::chrono::seconds(40));
  const std::string screen = terminal.screen();
  INFO(screen);
  CHECK(answered);
  CHECK(screen.find("Overloaded") == std::string::npos);
  CHECK(screen.find("Retrying") == std::string::npos);
  // His own status line stays, ours stands behind it; nothing else of ours is on the agent's
  // screen.
  const std::string ours =
      "status of mine | edgee: second/model-of-second (the model is overloaded)";
  CHECK(terminal.shows(ours, std::chrono::seconds(10)));
  const std::string later = terminal.screen();
  const std::size_t first = later.find("edgee:", later.find("Claude Code v"));
  CHECK(first == later.find("edgee: second/model"));
  CHECK(later.find("edgee:", first + 1) == std::string::npos);
  // Beside the turn it may have asked for a title, without tools.
  const std::vector<Ask> asks = asks_of(*play.member("second").server);
  CHECK(std::count_if(asks.begin(), asks.end(),
                      [](const Ask& ask) { return !member(ask.body, "tools").empty(); }) == 1);
  for (const Ask& ask : asks_of(*play.member("agent").server)) {
    CHECK(ask.authorization == "Bearer sk-ant-oat01-play");
  }
  terminal.type("/exit");
  const bool left = eventually(
      [&terminal] {
        terminal.press("Enter");
        return terminal.shows("code=0", std::chrono::seconds(3));
      },
      std::chrono::seconds(20));
  INFO(terminal.screen());
  CHECK(left);
  CHECK(terminal.screen().find("edgee: survived ") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace edgee::play
