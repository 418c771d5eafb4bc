// The real Claude Code in front of the real binary. Its tests are skipped by name where npm could
// not install it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/drill/faults.h"
#include "tests/support/play.h"

namespace edgee::play {

// "" when tests/agents is not installed.
[[nodiscard]] std::string claude_directory();
// Says "skipped: ..." and gives true when there is no Claude Code.
[[nodiscard]] bool skip_without_claude(const char* test);

// Three Bash calls that each write a line into steps.txt, then a sentence.
inline constexpr const char* kFinalText = "All three steps are done.";
[[nodiscard]] script::Answerer step_brain(DialectId dialect);
// The same for some other task: one sentence, no tools.
[[nodiscard]] script::Answerer sentence_brain(DialectId dialect, const std::string& text);

// PATH with Claude Code in it, and no traffic but model requests.
[[nodiscard]] Variables claude_variables(const Variables& more = {});
[[nodiscard]] Finished run_claude(const Play& play, const std::vector<std::string>& arguments,
                                  const Variables& more = {});
// `edgee launch claude -p ...` through the three steps.
[[nodiscard]] Finished run_three_steps(const Play& play, const Variables& more = {});

// The play's first step has the fault, its second is healthy and speaks `fallback`.
void cast_fault(Play& play, const Fault& fault, DialectId fallback);
// What a survived fault must look like from every side; the complaints, none when all is well.
[[nodiscard]] std::vector<std::string> judge_fault(const Play& play, const Fault& fault,
                                                   const Finished& finished);

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
