// What the limit headers of Anthropic say about a 429: a plan window that is used up
// (anthropic-ratelimit-unified-*), or a rate of an API key. Pure.
#pragma once

#include <optional>

#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/time.h"

namespace edgee::anthropic {

struct PlanLimit {
  Scope scope = Scope::account;
  std::optional<WallTime> resets_at;
};

// nullopt unless the unified headers say that the plan rejected the request.
[[nodiscard]] std::optional<PlanLimit> read_plan_limit(const HeaderList& headers);

// When the used-up rate of an API key (requests, tokens...) is filled again.
[[nodiscard]] std::optional<WallTime> read_rate_reset(const HeaderList& headers);

}  // namespace edgee::anthropic
