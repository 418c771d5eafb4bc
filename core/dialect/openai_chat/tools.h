// Tools and the choice among them. Pure.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// Adds tools, tool_choice and parallel_tool_calls to the request's body. Tools that Anthropic's
// servers would run are left out; it is an error when the agent insists on one.
[[nodiscard]] Result<void> put_tools(OrderedJson& body, const Conversation& conversation,
                                     const EncodeTarget& target);

}  // namespace edgee::openai_chat
