// The few facts of a request that decisions need, by scanning it. Pure.
#pragma once

#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/request.h"

namespace edgee::gemini {

// Arguments, results and schemas are not the request's own structure: they count as a whole.
[[nodiscard]] JsonDoc walk_request(std::string_view raw);

// `request` has its path; what the body or the path lacks is said in words for the agent's user.
[[nodiscard]] Result<RequestFacts> read_request(const JsonDoc& body, const Request& request,
                                                const AgentProfile& agent);
[[nodiscard]] Result<void> check_request(const JsonDoc& body);

}  // namespace edgee::gemini
