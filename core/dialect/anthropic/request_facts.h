// The few facts of a request that decisions need, by scanning it. Pure.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/headers.h"
#include "core/model/request.h"

namespace edgee::anthropic {

[[nodiscard]] RequestFacts read_facts(std::string_view raw, const HeaderList& headers,
                                      const AgentProfile& agent);
[[nodiscard]] Result<void> check_request(std::string_view raw);

}  // namespace edgee::anthropic
