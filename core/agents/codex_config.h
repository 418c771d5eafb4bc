// What Codex takes its settings from: files, and -c on the command line. Read before it starts,
// because what points it at us must keep what the user chose.
// https://developers.openai.com/codex/config-reference
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/agents/agent.h"
#include "core/agents/codex_arguments.h"
#include "core/base/json.h"

namespace edgee {

struct CodexConfig {
  Json values = Json::object();  // of the user, his profile and his command line, the latter last
  // shell_environment_policy.exclude: of all that is read, a project's own file included.
  std::vector<std::string> hidden;
  std::string
      managed_provider;  // a managed file chooses it, over any command line; "" = it does not
  std::vector<std::string> warnings;
};

// $CODEX_HOME, else ~/.codex.
[[nodiscard]] std::string codex_home(const LaunchInput& input, const Environment& environment);

// A file that is broken is the agent's to complain of: it is warned about and left out.
[[nodiscard]] CodexConfig read_codex_config(const LaunchInput& input,
                                            const CodexArguments& arguments,
                                            const Environment& environment, Files& files);

}  // namespace edgee
