// Claude Code works through a tool loop while its model fails.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/support/play_claude.h"

namespace edgee::play {
namespace {

constexpr DialectId kAnthropic = DialectId::anthropic_messages;
constexpr DialectId kChat = DialectId::openai_chat;

void check_survived(std::string_view name, DialectId fallback) {
  const std::string title(name);
  CAPTURE(title);
  const Fault* const fault = find_fault(name);
  REQUIRE(fault != nullptr);
  const std::vector<std::string> complaints = survive(claude_agent(), *fault, fallback);
  CHECK_MESSAGE(complaints.empty(), join(complaints, "; "));
}

}  // namespace

TEST_SUITE_BEGIN("e2e/agent_faults");

// One fault of each class, the dialects in turn. tests/agents/all_faults runs all of them.
TEST_CASE("Claude Code outlives a refused connection") {
  if (skip_without_claude("a refused connection")) return;
  check_survived("connection refused", kAnthropic);
}
TEST_CASE("Claude Code outlives a host that does not resolve") {
  if (skip_without_claude("a host that does not resolve")) return;
  check_survived("host unknown", kChat);
}
TEST_CASE("Claude Code outlives a reset") {
  if (skip_without_claude("a reset")) return;
  check_survived("connection reset", kAnthropic);
}
TEST_CASE("Claude Code outlives silence before the first token") {
  if (skip_without_claude("silence")) return;
  check_survived("pings, no token", kChat);
}
TEST_CASE("Claude Code outlives a refused key") {
  if (skip_without_claude("a refused key")) return;
  check_survived("401 bad key", kAnthropic);
}
TEST_CASE("Claude Code outlives a model that is gone") {
  if (skip_without_claude("a model that is gone")) return;
  check_survived("404 no such model", kChat);
}
TEST_CASE("Claude Code outlives a used-up plan") {
  if (skip_without_claude("a used-up plan")) return;
  check_survived("429 plan cap", kAnthropic);
}
TEST_CASE("Claude Code outlives an overloaded model") {
  if (skip_without_claude("an overloaded model")) return;
  check_survived("529 overloaded", kChat);
}
TEST_CASE("Claude Code outlives an error as the first event") {
  if (skip_without_claude("an error as the first event")) return;
  check_survived("error as first event", kAnthropic);
}
TEST_CASE("Claude Code outlives a web page instead of an answer") {
  if (skip_without_claude("a web page")) return;
  check_survived("200 with HTML", kChat);
}
TEST_CASE("Claude Code outlives an empty answer") {
  if (skip_without_claude("an empty answer")) return;
  check_survived("empty answer", kAnthropic);
}
TEST_CASE("Claude Code outlives a provider of the chain that refuses the request") {
  if (skip_without_claude("a provider that refuses")) return;
  check_survived("400 at a provider", kChat);
}
TEST_CASE("Claude Code outlives an answer that breaks off in the middle of its text") {
  if (skip_without_claude("a break in mid-text")) return;
  check_survived("cut in mid-text", kChat);
}
TEST_CASE("Claude Code outlives an answer that ends in the middle as if it were whole") {
  if (skip_without_claude("a clean end in mid-text")) return;
  check_survived("clean end in mid-text", kAnthropic);
}
TEST_CASE("Claude Code outlives an answer that stalls") {
  if (skip_without_claude("a stall")) return;
  check_survived("stall in mid-text", kChat);
}
TEST_CASE("Claude Code outlives half a tool call, and runs each tool once") {
  if (skip_without_claude("half a tool call")) return;
  check_survived("cut in a tool call", kAnthropic);
}
TEST_CASE("Claude Code outlives a break behind a tool call, and runs each tool once") {
  if (skip_without_claude("a break behind a tool call")) return;
  check_survived("cut behind a tool call", kChat);
}
TEST_CASE("Claude Code outlives a tool call whose input is no JSON") {
  if (skip_without_claude("a malformed tool call")) return;
  check_survived("malformed tool call", kAnthropic);
}

TEST_SUITE_END();

}  // namespace edgee::play
