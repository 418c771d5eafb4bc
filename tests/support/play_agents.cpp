#include "tests/support/play_agents.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "core/base/text.h"
#include "core/drill/brain.h"

namespace edgee::play {
namespace {

constexpr std::size_t kSmallestProgram = 1'000'000;  // npm leaves a small placeholder at first
constexpr int kSteps = 3;

bool has_vendor(const Play& play) {
  return std::any_of(play.cast().begin(), play.cast().end(),
                     [](const auto& cast) { return cast->id == "agent"; });
}

}  // namespace

std::string installed_agents() {
  const char* other = std::getenv("EDGEE_TEST_AGENTS");
  return other == nullptr ? std::string(EDGEE_SOURCE_DIR) + "/tests/agents/node_modules" : other;
}

std::string agents_directory(const RealAgent& agent) {
  const std::string directory = installed_agents() + "/.bin";
  const std::string program = directory + "/" + agent.installed;
  std::error_code error;
  if (std::filesystem::is_directory(program, error)) return directory;
  const auto size = std::filesystem::file_size(program, error);
  return !error && size > kSmallestProgram ? directory : "";
}

bool skip_without(const RealAgent& agent, const char* test) {
  if (!agents_directory(agent).empty()) return false;
  std::cout << "skipped: " << test << ": " << agent.title << " is not installed in tests/agents "
            << "(packaging/bootstrap does that)\n";
  return true;
}

script::Answerer step_brain(const RealAgent& agent, DialectId dialect) {
  BrainScript brain;
  brain.dialect = dialect;
  brain.steps = kSteps;
  brain.tool = agent.tool;
  brain.input = agent.input;
  brain.final_text = kFinalText;
  return [brain](const script::Received& request) { return brain_answer(brain, request); };
}

script::Answerer step_brain(DialectId dialect) {
  return step_brain(claude_agent(), dialect);
}

std::string printed_steps(const RealAgent& agent) {
  std::string lines;
  for (int step = 1; agent.prints_all && step <= kSteps; ++step)
    lines += step_text(step) + "\n";
  return lines + kFinalText + "\n";
}

Cast& cast_vendor(Play& play, const RealAgent& agent, script::Answerer answerer) {
  Cast& vendor = play.vendor(std::move(answerer));
  vendor.dialect = agent.dialect;
  vendor.provider = agent.vendor;
  return vendor;
}

Variables agent_variables(const RealAgent& agent, const Variables& more) {
  const char* path = std::getenv("PATH");
  Variables all = agent.variables;
  all["PATH"] = agents_directory(agent) + ":" + (path == nullptr ? "/usr/bin:/bin" : path);
  // Whatever it wants elsewhere stays on this machine.
  all["HTTPS_PROXY"] = "http://127.0.0.1:9";
  all["NO_PROXY"] = ".invalid";
  for (const auto& [name, value] : more)
    all[name] = value;
  return all;
}

Finished run_agent(const Play& play, const RealAgent& agent,
                   const std::vector<std::string>& arguments, const Variables& more) {
  if (agent.prepare != nullptr && has_vendor(play)) agent.prepare(play);
  std::vector<std::string> all{"launch", "--quiet", agent.name};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return play.start_edgee(all, agent_variables(agent, more))->wait(std::chrono::seconds(120));
}

Finished run_three_steps(const Play& play, const Variables& more) {
  return run_three_steps(play, claude_agent(), more);
}

Finished run_three_steps(const Play& play, const RealAgent& agent, const Variables& more) {
  return run_agent(play, agent, agent.arguments, more);
}

std::vector<Ask> asks_of(const ScriptedServer& server) {
  std::vector<Ask> asks;
  for (const script::Received& received : server.received()) {
    if (received.method != "POST") continue;
    Ask ask;
    ask.body = parse_json(received.body).value_or(Json());
    ask.model = string_member(ask.body, "model");
    ask.x_api_key = header_value(received.headers, "x-api-key");
    ask.authorization = header_value(received.headers, "authorization");
    ask.headers = received.headers;
    asks.push_back(std::move(ask));
  }
  return asks;
}

}  // namespace edgee::play
