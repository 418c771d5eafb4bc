// An agent as edgee starts it: what is known of it beforehand, and its process with all that points
// it at our proxy. Main thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/launch_settings.h"
#include "core/agents/agent.h"
#include "core/ports/processes.h"

namespace edgee {

// For the agent and what it runs: whose events are meant, and the user's own status line.
inline constexpr const char* kLaunchVariable = "EDGEE_LAUNCH";
inline constexpr const char* kOwnLineVariable = "EDGEE_STATUSLINE";

// An error stops the launch before the agent starts. Runs `program --version` where the agent's row
// asks for it.
[[nodiscard]] Result<LaunchPlan> plan_launch(Context& context, const Agent& agent,
                                             const std::vector<std::string>& arguments);
// In another home and environment than ours.
[[nodiscard]] Result<LaunchPlan> plan_launch(Context& context, const Agent& agent,
                                             LaunchInput input, const Environment& environment);

// What one run of an agent is given besides its plan.
struct RunExtras {
  std::map<std::string, std::string> environment;
  LaunchSettings& settings;  // holds its private settings, if it needs any; outlives the process
  std::string status_line;   // a command for a shell that prints our line; "" = none is wanted
};

// The agent's process, pointed at `proxy`.
[[nodiscard]] Result<ForegroundRun> pointed_run(Context& context, const Agent& agent,
                                                const LaunchPlan& plan, const ProxyAddress& proxy,
                                                RunExtras extras);

}  // namespace edgee
