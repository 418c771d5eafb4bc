// The drill with a real agent at the wheel: it runs in a temporary home, and what it left there is
// judged afterwards.
#pragma once

#include <string>

#include "cli/context.h"
#include "core/drill/drill.h"

namespace edgee {

// An error says how to install the agent, or which agents there are.
[[nodiscard]] Result<void> agent_is_ready(Context& context, const std::string& name);

[[nodiscard]] Result<DrillRow> drill_with_agent(Context& context, const DrillPorts& ports,
                                                const Fault& fault, DialectId fallback,
                                                const std::string& name);

}  // namespace edgee
