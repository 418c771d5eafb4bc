#include "tests/support/play_claude.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "core/base/text.h"
#include "core/drill/brain.h"

namespace edgee::play {
namespace {

constexpr std::size_t kSmallestProgram = 1'000'000;  // npm leaves a small placeholder at first
constexpr int kSteps = 3;
constexpr std::size_t kRequests = 4;  // one for each step, and the last words

std::string step_input(int step) {
  return R"({"command":"echo step)" + std::to_string(step) +
         R"( >> steps.txt","description":"Write a line"})";
}

void expect(bool good, const std::string& complaint, std::vector<std::string>& complaints) {
  if (!good) complaints.push_back(complaint);
}

bool holds_secret_of(const Ask& ask, const std::string& secret) {
  return std::any_of(ask.headers.begin(), ask.headers.end(),
                     [&secret](const Header& header) {
                       return header.value.find(secret) != std::string::npos;
                     }) ||
         dump_json(ask.body).find(secret) != std::string::npos;
}

void judge_hop(const Play& play, const Cast& cast, std::vector<std::string>& complaints) {
  for (const Ask& ask : asks_of(*cast.server)) {
    const bool vendor = cast.id == "agent";
    const std::string key = vendor ? "sk-ant-api03-key-of-the-agent" : cast.key();
    expect(ask.x_api_key == key || ask.authorization == "Bearer " + key,
           cast.id + " was not asked with its own credential", complaints);
    expect(vendor ? ask.model.starts_with("claude-") : ask.model == cast.model(),
           cast.id + " was asked for " + ask.model, complaints);
    if (!vendor) {
      expect(!holds_secret_of(ask, "key-of-the-agent"), cast.id + " saw the agent's key",
             complaints);
    }
    for (const auto& other : play.cast()) {
      expect(other->id == cast.id || !holds_secret_of(ask, other->key()),
             cast.id + " saw the key of " + other->id, complaints);
    }
  }
}

void judge_ledger(const Play& play, const Fault& fault, std::vector<std::string>& complaints) {
  std::set<std::string> requests;
  std::set<std::string> answered;
  int named = 0;
  for (const Json& event : play.ledger()) {
    const std::string request = string_member(event, "request");
    requests.insert(request);
    if (string_member(event, "trigger") == fault.trigger) ++named;
    const std::string verdict = string_member(event, "verdict");
    if (verdict == "finish") answered.insert(request);
    if (verdict == "done" && string_member(event, "trigger").empty()) {
      answered.insert(request);
      if (fault.rescue != Rescue::replaced) continue;
      expect(string_member(event, "target") == "second/model-of-second",
             "answered by " + string_member(event, "target"), complaints);
    }
  }
  expect(requests.size() == kRequests,
         "the agent sent " + std::to_string(requests.size()) + " requests", complaints);
  expect(answered.size() == kRequests, std::to_string(answered.size()) + " requests were answered",
         complaints);
  expect(named >= (fault.rescue == Rescue::mixed ? 1 : static_cast<int>(kRequests)),
         std::string(fault.trigger) + " was named " + std::to_string(named) + " times", complaints);
}

}  // namespace

std::string claude_directory() {
  const std::string directory = std::string(EDGEE_SOURCE_DIR) + "/tests/agents/node_modules/.bin";
  std::error_code error;
  const auto size = std::filesystem::file_size(directory + "/claude", error);
  return !error && size > kSmallestProgram ? directory : "";
}

bool skip_without_claude(const char* test) {
  if (!claude_directory().empty()) return false;
  std::cout << "skipped: " << test << ": Claude Code is not installed in tests/agents "
            << "(packaging/bootstrap does that)\n";
  return true;
}

script::Answerer step_brain(DialectId dialect) {
  BrainScript brain;
  brain.dialect = dialect;
  brain.steps = kSteps;
  brain.input = step_input;
  brain.final_text = kFinalText;
  return [brain](const script::Received& request) { return brain_answer(brain, request); };
}

script::Answerer sentence_brain(DialectId dialect, const std::string& text) {
  BrainScript brain;
  brain.dialect = dialect;
  brain.steps = 0;
  brain.final_text = text;
  return [brain](const script::Received& request) { return brain_answer(brain, request); };
}

Variables claude_variables(const Variables& more) {
  const char* path = std::getenv("PATH");
  Variables all{{"PATH", claude_directory() + ":" + (path == nullptr ? "/usr/bin:/bin" : path)},
                {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"},
                // Whatever it wants elsewhere stays on this machine.
                {"HTTPS_PROXY", "http://127.0.0.1:9"},
                {"NO_PROXY", ".invalid"}};
  for (const auto& [name, value] : more)
    all[name] = value;
  return all;
}

Finished run_claude(const Play& play, const std::vector<std::string>& arguments,
                    const Variables& more) {
  std::vector<std::string> all{"launch", "--quiet", "claude"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return play.start_edgee(all, claude_variables(more))->wait(std::chrono::seconds(120));
}

Finished run_three_steps(const Play& play, const Variables& more) {
  return run_claude(play, {"-p", "Write the three steps.", "--allowedTools", "Bash"}, more);
}

void cast_fault(Play& play, const Fault& fault, DialectId fallback) {
  const bool no_tools = fault.place == FaultPlace::refused_request;
  const DialectId dialect = no_tools ? DialectId::openai_chat : DialectId::anthropic_messages;
  script::Answerer answerer;
  if (fault.place == FaultPlace::answer) {
    answerer = [&fault, healthy = step_brain(dialect)](const script::Received& request) {
      return ill_answer(fault, healthy(request));
    };
  } else if (fault.place != FaultPlace::refused_port) {
    answerer = step_brain(dialect);
  }
  Cast& first = fault.step == FaultyStep::agent ? play.vendor(std::move(answerer))
                                                : play.provider("first", dialect, answerer);
  if (fault.place == FaultPlace::unknown_host) first.url = "https://edgee-play.invalid";
  if (fault.place == FaultPlace::plain_port) {
    first.url = "https://127.0.0.1:" + std::to_string(first.server->port());
  }
  // Only silence needs impatience; elsewhere it would blame a busy machine on the provider.
  if (fault.trigger == "timeout") {
    first.timeouts =
        R"({ head = "600ms", first_token = "600ms", silence = "600ms", progress = "1500ms" })";
  }
  first.has_key = fault.place != FaultPlace::missing_key;
  if (no_tools) {
    first.settings = "[providers.first.quirks.chat]\nreasoning_models_refuse_tools = true\n";
    first.model_settings = "reasoning = true\n";
  }
  play.provider("second", fallback, step_brain(fallback));
}

std::vector<std::string> judge_fault(const Play& play, const Fault& fault,
                                     const Finished& finished) {
  std::vector<std::string> complaints;
  expect(finished.code == 0,
         "the exit code was " + std::to_string(finished.code) + ": " + finished.out + finished.err,
         complaints);
  expect(finished.out == std::string(kFinalText) + "\n", "the answer was: " + finished.out,
         complaints);
  expect(play.home.lines("work/steps.txt") == std::vector<std::string>{"step1", "step2", "step3"},
         "the steps that ran: " + play.home.read("work/steps.txt"), complaints);
  judge_ledger(play, fault, complaints);
  for (const auto& cast : play.cast())
    judge_hop(play, *cast, complaints);
  expect(fault.rescue != Rescue::replaced ||
             asks_of(*play.member("second").server).size() == kRequests,
         "the fallback got " + std::to_string(asks_of(*play.member("second").server).size()) +
             " requests",
         complaints);
  return complaints;
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
