// Claude Code, in front of the Anthropic Messages dialect.
// https://code.claude.com/docs/en/settings, .../llm-gateway
#pragma once

#include "core/agents/agent.h"

namespace edgee {

[[nodiscard]] Agent claude_code_agent();

}  // namespace edgee
