// The launch matrix of Codex and OpenCode: a key and a login each reach the vendor through edgee.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/drill/brain.h"
#include "tests/support/play_agents.h"
#include "tests/support/seen_processes.h"

namespace edgee::play {
namespace {

constexpr const char* kAnswer = "The vendor says hello.";

script::Answerer says_hello(DialectId dialect) {
  BrainScript brain;
  brain.dialect = dialect;
  brain.steps = 0;
  brain.final_text = kAnswer;
  return [brain](const script::Received& request) { return brain_answer(brain, request); };
}

// Runs it; the vendor's requests must carry `expected`, and no argv the secret in it.
void check_login(Play& play, const RealAgent& agent, const std::vector<std::string>& arguments,
                 const Variables& variables, const char* header, const std::string& expected) {
  SeenProcesses seen;
  const script::Answerer brain = says_hello(agent.dialect);
  Cast& vendor = cast_vendor(play, agent, [&seen, &play, brain](const script::Received& request) {
    seen = look_at_processes(play.home);
    return brain(request);
  });
  if (agent.dialect == DialectId::openai_responses) {
    play.home.write(".codex/config.toml", "openai_base_url = \"" + vendor.address() + "\"\n");
  }
  const Finished finished = run_agent(play, agent, arguments, variables);
  INFO(finished.out);
  INFO(finished.err);
  CHECK(finished.code == 0);
  CHECK(finished.out.find(kAnswer) != std::string::npos);
  const std::vector<Ask> asks = asks_of(*play.member("agent").server);
  REQUIRE_FALSE(asks.empty());
  for (const Ask& ask : asks) {
    CHECK(header_value(ask.headers, header) == expected);
  }
  const std::string secret = expected.substr(expected.find(' ') + 1);
  CHECK(seen.every_argv.find(agent.name) != std::string::npos);
  CHECK(seen.every_argv.find(secret) == std::string::npos);
  const std::string token = variable_seen(seen, "EDGEE_SESSION_TOKEN", "");
  CHECK(token.size() > 32);
  CHECK(seen.every_argv.find(token) == std::string::npos);
}

std::vector<std::string> codex_question() {
  std::vector<std::string> arguments = codex_agent_of_npm().arguments;
  arguments.back() = "Say hello.";
  return arguments;
}

// {"alg":"none"}, and an account on a plan that expires in 2100. Nobody signed it.
constexpr const char* kPlanToken =
    "eyJhbGciOiJub25lIn0."
    "eyJlbWFpbCI6ImFubkBleGFtcGxlLmNvbSIsImV4cCI6NDEwMjQ0NDgwMCwiaHR0cHM6Ly9hcGkub3BlbmFpLmNvbS9hdX"
    "RoIjp7ImNoYXRncHRfcGxhbl90eXBlIjoicGx1cyIsImNoYXRncHRfYWNjb3VudF9pZCI6ImFjY291bnQtcGxheSJ9fQ."
    "c2ln";

}  // namespace

TEST_SUITE_BEGIN("e2e/launch_matrix");

TEST_CASE("the newest Codex starts with a key in a variable, and with a stored one") {
  const RealAgent& agent = codex_agent_of_npm();
  if (skip_without(agent, "Codex with a key")) return;
  {
    Play play;
    check_login(play, agent, codex_question(), {{"CODEX_API_KEY", "sk-matrix-variable"}},
                "authorization", "Bearer sk-matrix-variable");
  }
  Play play;
  play.home.write(".codex/auth.json", R"({"OPENAI_API_KEY":"sk-matrix-stored"})");
  check_login(play, agent, codex_question(), {{"CODEX_API_KEY", ""}}, "authorization",
              "Bearer sk-matrix-stored");
}

TEST_CASE("the newest Codex starts with a ChatGPT login") {
  const RealAgent& agent = codex_agent_of_npm();
  if (skip_without(agent, "Codex with a ChatGPT login")) return;
  Play play;
  const std::string token = kPlanToken;
  play.home.write(".codex/auth.json",
                  R"({"auth_mode":"chatgpt","OPENAI_API_KEY":null,"tokens":{"id_token":")" + token +
                      R"(","access_token":")" + token +
                      R"(","refresh_token":"rt-matrix","account_id":"account-play"},)"
                      R"("last_refresh":"2099-01-01T00:00:00Z"})");
  check_login(play, agent, codex_question(), {{"CODEX_API_KEY", ""}}, "authorization",
              "Bearer " + token);
  for (const Ask& ask : asks_of(*play.member("agent").server)) {
    CHECK(header_value(ask.headers, "chatgpt-account-id") == "account-play");
  }
}

TEST_CASE(
    "the newest OpenCode starts with a key in its settings, in a variable, and with a login") {
  const RealAgent& agent = opencode_agent_of_npm();
  if (skip_without(agent, "OpenCode with a key")) return;
  {
    Play play;
    check_login(play, agent, agent.arguments, {}, "authorization",
                std::string("Bearer ") + agent.key);
  }
  RealAgent anthropic = agent;
  anthropic.dialect = DialectId::anthropic_messages;
  anthropic.vendor = "anthropic";
  anthropic.prepare = nullptr;
  const std::vector<std::string> arguments{
      "run", "--title", "Hello", "--model", "anthropic/claude-sonnet-4-5", "Say hello."};
  {
    Play play;
    check_login(play, anthropic, arguments, {{"ANTHROPIC_API_KEY", "sk-matrix-variable"}},
                "x-api-key", "sk-matrix-variable");
  }
  Play play;
  play.home.write(".local/share/opencode/auth.json",
                  R"({"anthropic":{"type":"api","key":"sk-matrix-stored"}})");
  Variables variables{{"ANTHROPIC_API_KEY", ""}, {"XDG_DATA_HOME", play.home.in(".local/share")}};
  check_login(play, anthropic, arguments, variables, "x-api-key", "sk-matrix-stored");
}

TEST_SUITE_END();

}  // namespace edgee::play
