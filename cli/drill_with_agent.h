// The drill with a real agent at the wheel: it runs in a temporary home, its tool writes one line
// per step, and the lines are counted afterwards.
#pragma once

#include <string>

#include "cli/context.h"
#include "core/drill/drill.h"

namespace edgee {

// An error says how to install the agent, or which agents there are.
[[nodiscard]] Result<void> agent_is_ready(Context& context, const std::string& name);

[[nodiscard]] Result<DrillRow> drill_with_agent(Context& context, const DrillPorts& ports,
                                                const Fault& fault, DialectId fallback);

}  // namespace edgee
