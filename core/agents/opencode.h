// OpenCode, which speaks whatever dialect its provider of the moment does.
// https://opencode.ai/docs/config
#pragma once

#include "core/agents/agent.h"

namespace edgee {

[[nodiscard]] Agent opencode_agent();

}  // namespace edgee
