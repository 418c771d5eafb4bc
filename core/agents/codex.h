// Codex, in front of the OpenAI Responses dialect.
// https://developers.openai.com/codex/config-reference
#pragma once

#include "core/agents/agent.h"

namespace edgee {

[[nodiscard]] Agent codex_agent();

}  // namespace edgee
