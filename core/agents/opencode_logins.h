// Whose logins OpenCode has: stored by `opencode auth login`, or keys in the environment. Names
// only; what is read is not kept. https://opencode.ai/docs/providers
#pragma once

#include <map>
#include <string>

#include "core/agents/agent.h"

namespace edgee {

// Provider id -> "api", "oauth"..., in the agent's words.
using OpenCodeLogins = std::map<std::string, std::string>;

[[nodiscard]] OpenCodeLogins find_opencode_logins(const LaunchInput& input,
                                                  const Environment& environment, Files& files);

}  // namespace edgee
