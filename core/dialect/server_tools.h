// Tools that a vendor's own servers run (web search and the like): no other provider can. Pure.
#pragma once

#include "core/model/conversation.h"

namespace edgee {

[[nodiscard]] bool is_server_tool(const ToolSpec& tool);

// The server tool that the agent insists on, or nullptr: all others may be left out.
[[nodiscard]] const ToolSpec* insisted_server_tool(const Conversation& conversation);

}  // namespace edgee
