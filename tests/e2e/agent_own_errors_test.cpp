// Errors that are meant for the agent reach the real Claude Code, which then does its part.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/play_claude.h"

namespace edgee::play {
namespace {

constexpr const char* kRefusal =
    R"({"type":"error","error":{"type":"authentication_error","message":"invalid bearer token"}})";
constexpr const char* kBadRequest =
    R"({"type":"error","error":{"type":"invalid_request_error","message":"tools.0: bad schema"}})";

script::Play reply(int status, const std::string& body) {
  return {script::Head{status,
                       {{"content-type", "application/json"},
                        {"content-length", std::to_string(body.size())}}},
          script::Body{body}, script::End{}};
}

}  // namespace

TEST_SUITE_BEGIN("e2e/agent_own_errors");

TEST_CASE("the first 401 of a key helper reaches Claude Code, which gets a new key and goes on") {
  if (skip_without_claude("the first 401 of a key helper")) return;
  Play play;
  const script::Answerer brain = step_brain(DialectId::anthropic_messages);
  play.vendor([brain](const script::Received& request) {
    const bool stale = header_value(request.headers, "authorization") == "Bearer helper-key-1";
    return stale ? reply(401, kRefusal) : brain(request);
  });
  play.provider("second", DialectId::anthropic_messages, step_brain(DialectId::anthropic_messages));
  play.home.write_program("helper",
                          "#!/bin/sh\necho x >> \"$HOME/helped\"\n"
                          "echo helper-key-$(wc -l < \"$HOME/helped\" | tr -d ' ')\n");
  play.home.write(".claude/settings.json",
                  R"({"apiKeyHelper":")" + play.home.in("helper") + R"("})");
  const Finished finished = run_three_steps(play, {{"ANTHROPIC_API_KEY", ""}});
  CHECK(finished.code == 0);
  CHECK(finished.out == std::string(kFinalText) + "\n");
  CHECK(play.home.lines("work/steps.txt").size() == 3);
  const std::vector<Ask> asks = asks_of(*play.member("agent").server);
  REQUIRE(asks.size() == 5);
  CHECK(asks[0].authorization == "Bearer helper-key-1");
  CHECK(asks[1].authorization == "Bearer helper-key-2");
  CHECK(asks_of(*play.member("second").server).empty());
  REQUIRE_FALSE(play.ledger().empty());
  CHECK(string_member(play.ledger().front(), "verdict") == "show");
}

TEST_CASE("a login that cannot be refreshed any more is replaced by the chain after one 401") {
  if (skip_without_claude("a login that cannot be refreshed")) return;
  Play play;
  play.vendor([](const script::Received&) { return reply(401, kRefusal); });
  play.provider("second", DialectId::openai_chat, step_brain(DialectId::openai_chat));
  log_in(play);
  const Finished finished = run_three_steps(play, {{"ANTHROPIC_API_KEY", ""}});
  CHECK(finished.code == 0);
  CHECK(finished.out == std::string(kFinalText) + "\n");
  CHECK(play.home.lines("work/steps.txt") == std::vector<std::string>{"step1", "step2", "step3"});
  for (const Ask& ask : asks_of(*play.member("agent").server)) {
    CHECK(ask.authorization == "Bearer sk-ant-oat01-play");
    CHECK(header_value(ask.headers, "anthropic-beta").find("oauth-2025-04-20") !=
          std::string_view::npos);
  }
  for (const Ask& ask : asks_of(*play.member("second").server)) {
    CHECK(ask.authorization == "Bearer key-of-second");
    CHECK(dump_json(ask.body).find("sk-ant-oat01-play") == std::string::npos);
  }
}

TEST_CASE("a 400 of its own vendor reaches Claude Code as it came") {
  if (skip_without_claude("a 400 of its own vendor")) return;
  Play play;
  play.vendor([](const script::Received&) { return reply(400, kBadRequest); });
  play.provider("second", DialectId::openai_chat, step_brain(DialectId::openai_chat));
  const Finished finished = run_three_steps(play);
  CHECK(finished.code == 1);
  CHECK(finished.out.find("tools.0: bad schema") != std::string::npos);
  // It tries again by itself with fewer features: six requests in 2.1.332, as without edgee. The
  // chain adds none to them.
  CHECK(asks_of(*play.member("agent").server).size() == 6);
  CHECK(play.ledger().size() == 6);
  CHECK(asks_of(*play.member("second").server).empty());
}

TEST_SUITE_END();

}  // namespace edgee::play
