// The few facts of a request that decisions need, by scanning it. Pure.
#pragma once

#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/headers.h"
#include "core/model/request.h"

namespace edgee::anthropic {

// Tools' inputs and schemas are not the request's own structure: they count as a whole.
[[nodiscard]] JsonDoc walk_request(std::string_view raw);

// Of a malformed request: as much as can be read.
[[nodiscard]] RequestFacts read_facts(std::string_view raw, const HeaderList& headers,
                                      const AgentProfile& agent);
// What a malformed request lacks, in words for the agent's user.
[[nodiscard]] Result<void> check_request(std::string_view raw);
[[nodiscard]] Result<RequestFacts> read_request(const JsonDoc& request, const HeaderList& headers,
                                                const AgentProfile& agent);

}  // namespace edgee::anthropic
