// The few facts of a Responses request that decisions need, by scanning it. Pure.
#pragma once

#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/request.h"

namespace edgee::openai_responses {

// Schemas and arguments are not the request's own structure: they count as a whole.
[[nodiscard]] JsonDoc walk_request(std::string_view raw);

// What a malformed request lacks, in words for the agent's user.
[[nodiscard]] Result<void> check_request(const JsonDoc& body);
[[nodiscard]] Result<RequestFacts> read_request(const JsonDoc& body, const Request& request,
                                                const AgentProfile& agent);

}  // namespace edgee::openai_responses
