// The real agents in front of the real binary. Their tests are skipped by name where npm could not
// install them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/drill/faults.h"
#include "tests/support/play.h"

namespace edgee::play {

struct RealAgent {
  const char* name;       // "codex"
  const char* title;      // "Codex"
  const char* installed;  // what npm's folder of programs holds once it is there
  DialectId dialect;      // that it speaks to its vendor
  const char* vendor;     // as the config knows it; "" = it stands in the agent's own settings
  const char* model;      // what it asks its vendor for begins so
  const char* key;        // its own
  const char* tool;       // that runs a command
  const char* command;    // the member of its input that holds the command
  std::string (*input)(int step);
  std::vector<std::string> arguments;  // through the three steps
  Variables variables;
  void (*prepare)(const Play& play);  // writes its settings; nullptr = it needs none
  bool prints_all;                    // each text of the loop, a line each, and not the last alone
};
[[nodiscard]] const RealAgent& claude_agent();
[[nodiscard]] const RealAgent& codex_agent_of_npm();
[[nodiscard]] const RealAgent& opencode_agent_of_npm();

// nullptr: no agent is called so.
[[nodiscard]] const RealAgent* find_real_agent(std::string_view name);

// The folder that npm installed them into: that of tests/agents, or the one that EDGEE_TEST_AGENTS
// names.
[[nodiscard]] std::string installed_agents();
// "" when the agent is not installed there.
[[nodiscard]] std::string agents_directory(const RealAgent& agent);
// Says "skipped: ..." and gives true when it is not.
[[nodiscard]] bool skip_without(const RealAgent& agent, const char* test);

// Three commands that each write a line into steps.txt, then a sentence.
inline constexpr const char* kFinalText = "All three steps are done.";
[[nodiscard]] script::Answerer step_brain(const RealAgent& agent, DialectId dialect);
[[nodiscard]] script::Answerer step_brain(DialectId dialect);  // for Claude Code
// The three steps on the agent's stdout.
[[nodiscard]] std::string printed_steps(const RealAgent& agent);

// The chain's next step is the agent's own vendor.
Cast& cast_vendor(Play& play, const RealAgent& agent, script::Answerer answerer);

// PATH with the agent in it, and no traffic but model requests.
[[nodiscard]] Variables agent_variables(const RealAgent& agent, const Variables& more = {});
// `edgee launch NAME ...`
[[nodiscard]] Finished run_agent(const Play& play, const RealAgent& agent,
                                 const std::vector<std::string>& arguments,
                                 const Variables& more = {});
[[nodiscard]] Finished run_three_steps(const Play& play, const Variables& more = {});
[[nodiscard]] Finished run_three_steps(const Play& play, const RealAgent& agent,
                                       const Variables& more = {});

// The play's first step has the fault, its second is healthy and speaks `fallback`.
void cast_fault(Play& play, const RealAgent& agent, const Fault& fault, DialectId fallback);
// What a survived fault must look like from every side; the complaints, none when all is well.
[[nodiscard]] std::vector<std::string> judge_fault(const Play& play, const RealAgent& agent,
                                                   const Fault& fault, const Finished& finished);

// A play of its own: the three steps with that fault, judged.
[[nodiscard]] std::vector<std::string> survive(const RealAgent& agent, const Fault& fault,
                                               DialectId fallback);

// The bodies' `model` and the credential of each model request that a provider got.
struct Ask {
  std::string model;
  std::string x_api_key;
  std::string authorization;
  Json body;
  HeaderList headers;
};
[[nodiscard]] std::vector<Ask> asks_of(const ScriptedServer& server);

}  // namespace edgee::play
