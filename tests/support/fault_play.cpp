// A play whose first step is ill, and what a survived fault must look like from every side.
#include <algorithm>
#include <set>

#include "core/drill/brain.h"
#include "tests/support/play_agents.h"

namespace edgee::play {
namespace {

constexpr std::size_t kRequests = 4;  // one for each step, and the last words

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

void judge_hop(const Play& play, const RealAgent& agent, const Cast& cast,
               std::vector<std::string>& complaints) {
  for (const Ask& ask : asks_of(*cast.server)) {
    const bool vendor = cast.id == "agent";
    const std::string key = vendor ? agent.key : cast.key();
    expect(ask.x_api_key == key || ask.authorization == "Bearer " + key,
           cast.id + " was not asked with its own credential", complaints);
    expect(vendor ? ask.model.starts_with(agent.model) : ask.model == cast.model(),
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

void cast_fault(Play& play, const RealAgent& agent, const Fault& fault, DialectId fallback) {
  const bool no_tools = fault.place == FaultPlace::refused_request;
  const bool at_vendor = fault.step == FaultyStep::agent;
  DialectId dialect = at_vendor ? agent.dialect : DialectId::anthropic_messages;
  if (no_tools) dialect = DialectId::openai_chat;
  script::Answerer answerer;
  if (fault.place == FaultPlace::answer) {
    answerer = [&fault, dialect,
                healthy = step_brain(agent, dialect)](const script::Received& request) {
      const script::Play whole = healthy(request);
      return ill_answer(fault, whole, dialect).value_or(whole);
    };
  } else if (fault.place != FaultPlace::refused_port) {
    answerer = step_brain(agent, dialect);
  }
  Cast& first = at_vendor ? cast_vendor(play, agent, std::move(answerer))
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
  play.provider("second", fallback, step_brain(agent, fallback));
}

std::vector<std::string> judge_fault(const Play& play, const RealAgent& agent, const Fault& fault,
                                     const Finished& finished) {
  std::vector<std::string> complaints;
  expect(finished.code == 0,
         "the exit code was " + std::to_string(finished.code) + ": " + finished.out + finished.err,
         complaints);
  expect(finished.out == printed_steps(agent), "the answer was: " + finished.out, complaints);
  expect(play.home.lines("work/steps.txt") == std::vector<std::string>{"step1", "step2", "step3"},
         "the steps that ran: " + play.home.read("work/steps.txt"), complaints);
  judge_ledger(play, fault, complaints);
  for (const auto& cast : play.cast())
    judge_hop(play, agent, *cast, complaints);
  expect(fault.rescue != Rescue::replaced ||
             asks_of(*play.member("second").server).size() == kRequests,
         "the fallback got " + std::to_string(asks_of(*play.member("second").server).size()) +
             " requests",
         complaints);
  return complaints;
}

std::vector<std::string> survive(const RealAgent& agent, const Fault& fault, DialectId fallback) {
  Play play;
  cast_fault(play, agent, fault, fallback);
  const Finished finished = run_three_steps(play, agent);
  return judge_fault(play, agent, fault, finished);
}

}  // namespace edgee::play
