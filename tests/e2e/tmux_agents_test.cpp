// The real Codex and OpenCode, interactive on a real terminal, through a failover.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/play_claude.h"
#include "tests/support/play_terminal.h"

namespace edgee::play {
namespace {

using std::chrono::seconds;

constexpr const char* kAnswer = "The fallback is at your service.";
constexpr seconds kStart{60};

// What the agent's screen says when it waits for a question, and how it is left.
struct Screen {
  const RealAgent& agent;
  std::vector<std::string> arguments;
  const char* ready;
};

std::string command_line(const Screen& screen) {
  std::string line = edgee_binary() + " launch " + screen.agent.name;
  for (const std::string& argument : screen.arguments)
    line += " " + argument;
  return line + "; echo code=$?";
}

// A letter typed too early is lost: the question is there once the screen shows it.
void ask(const Terminal& terminal, const std::string& question) {
  const bool typed = eventually(
      [&] {
        terminal.type(question);
        return terminal.shows(question, seconds(3));
      },
      seconds(20));
  REQUIRE(typed);
}

bool press_until(const Terminal& terminal, const std::string& key, const std::string& text) {
  return eventually(
      [&] {
        terminal.press(key);
        return terminal.shows(text, seconds(4));
      },
      seconds(40));
}

void check_failover(const Screen& screen) {
  if (skip_without_tmux(screen.agent.title) || skip_without(screen.agent, "its screen")) return;
  Play play;
  cast_vendor(play, screen.agent, [&screen](const script::Received&) {
    return *ill_answer(*find_fault("529 overloaded"), {}, screen.agent.dialect);
  });
  play.provider("second", DialectId::anthropic_messages,
                sentence_brain(DialectId::anthropic_messages, kAnswer));
  play.write_config();
  if (screen.agent.prepare != nullptr) screen.agent.prepare(play);
  const Terminal terminal(play.home, play.variables(agent_variables(screen.agent)),
                          play.work_directory());
  terminal.enter(command_line(screen));
  REQUIRE(terminal.shows(screen.ready, kStart));
  ask(terminal, "Say hello.");
  CHECK(press_until(terminal, "Enter", kAnswer));
  const std::string answered = terminal.screen();
  INFO(answered);
  for (const char* word : {"verloaded", "etrying", "econnecting"})
    CHECK(answered.find(word) == std::string::npos);
  const std::vector<Ask> asks = asks_of(*play.member("second").server);
  CHECK(std::any_of(asks.begin(), asks.end(),
                    [](const Ask& one) { return !member(one.body, "tools").empty(); }));
  // The byte reaches the agent, which leaves by itself; edgee ends with it.
  CHECK(press_until(terminal, "C-c", "code=0"));
  INFO(terminal.screen());
  CHECK(terminal.screen().find("edgee: survived ") != std::string::npos);
}

}  // namespace

TEST_SUITE("e2e/tmux_agents") {
  TEST_CASE("interactive Codex gets its answer from the fallback, and Ctrl-C leaves it") {
    check_failover({codex_agent_of_npm(),
                    {"-m", "gpt-5.1", "-c", "analytics.enabled=false", "-c",
                     "check_for_update_on_startup=false", "-c", "features.plugins=false", "-c",
                     "features.apps=false"},
                    "Ask Codex to do anything"});
  }
  TEST_CASE("interactive OpenCode gets its answer from the fallback, and Ctrl-C leaves it") {
    check_failover({opencode_agent_of_npm(), {}, "Ask anything"});
  }
}

}  // namespace edgee::play
