// An agent as edgee starts it: what is known of it beforehand, and its process with all that brings
// it to our proxy. Main thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/context.h"
#include "core/agents/agent.h"
#include "core/ports/processes.h"

namespace edgee {

// An error stops the launch before the agent starts. Runs `program --version` where the agent's row
// asks for it.
[[nodiscard]] Result<LaunchPlan> plan_launch(Context& context, const Agent& agent,
                                             const std::vector<std::string>& arguments);
// In another home and environment than ours.
[[nodiscard]] Result<LaunchPlan> plan_launch(Context& context, const Agent& agent,
                                             LaunchInput input, const Environment& environment);

// The program with these arguments in that environment, pointed at `proxy`.
[[nodiscard]] ForegroundRun pointed_run(Context& context, const Agent& agent,
                                        const LaunchPlan& plan, const ProxyAddress& proxy,
                                        const std::vector<std::string>& arguments,
                                        std::map<std::string, std::string> environment);

}  // namespace edgee
