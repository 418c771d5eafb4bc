// Same dialect, other target: the agent's own bytes with the edits that the target's row asks for.
// Pure.
#pragma once

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"
#include "core/model/agent_profile.h"
#include "core/model/request.h"

namespace edgee::openai_chat {

// `body` is the request's walk. The agent's credential never passes. An error says why the target
// cannot take the request (images, documents, freeform tools...).
[[nodiscard]] Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                                             const EncodeTarget& target, const AgentProfile& agent);

}  // namespace edgee::openai_chat
