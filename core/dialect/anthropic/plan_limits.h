// What the limit headers of Anthropic say: of the windows of a plan (anthropic-ratelimit-unified-*)
// and the rates of an API key, on any answer, and about a 429. Pure.
#pragma once

#include <optional>
#include <vector>

#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/plan_window.h"
#include "core/model/time.h"

namespace edgee::anthropic {

// family: the windows of the whole account are open, only this model's family is shut out.
struct PlanLimit {
  Scope scope = Scope::account;
  std::optional<WallTime> resets_at;
};

// nullopt unless the unified headers say that the plan rejected the request.
[[nodiscard]] std::optional<PlanLimit> read_plan_limit(const HeaderList& headers);

// When the used-up rate of an API key (requests, tokens...) is filled again.
[[nodiscard]] std::optional<WallTime> read_rate_reset(const HeaderList& headers);

// All windows and rates that the headers of an answer name.
[[nodiscard]] std::vector<PlanWindow> read_windows(const HeaderList& headers);

}  // namespace edgee::anthropic
