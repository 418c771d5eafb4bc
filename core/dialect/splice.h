// Same dialect, other target: the agent's own bytes with the edits that the target needs. Nothing
// is parsed and dumped. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"
#include "core/model/headers.h"
#include "core/model/request.h"

namespace edgee {

// For the agent's own vendor with the model it asked for: the body and headers as they came, minus
// hop-by-hop, Host, Content-Length, Accept-Encoding. The agent's credential headers stay.
[[nodiscard]] HeaderList verbatim_headers(const Request& request);

// For targets that check what comes back, the agent's own vendor included: the request without what
// Anthropic refuses of other models' answers. Thinking without a signature or with our mark goes
// (with messages that held nothing else), tool ids get the vendor's alphabet. nullopt when there is
// nothing to do; RequestFacts::foreign_history says so beforehand.
[[nodiscard]] std::optional<std::string> strip_foreign_thinking(std::string_view raw);

// For every other target that speaks Anthropic Messages; `body` is its walk. The agent's
// credential never passes. An error says why the target cannot take the request (images, server
// tools it must have...).
[[nodiscard]] Result<Spliced> splice_for_messages_target(const Request& request,
                                                         const JsonDoc& body,
                                                         const EncodeTarget& target,
                                                         const AgentProfile& agent);

}  // namespace edgee
