// The agent's own request for another target that speaks Gemini: its bytes with the edits that the
// target needs. Pure.
#pragma once

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::gemini {

// Signatures never travel to another account. An error says what cannot leave the agent's own:
// cached contents, files that were uploaded there.
[[nodiscard]] Result<Spliced> splice_request(const Request& request, const JsonDoc& body,
                                             const EncodeTarget& target, const AgentProfile& agent);

}  // namespace edgee::gemini
