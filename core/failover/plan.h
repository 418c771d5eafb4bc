// Which steps to ask, in which order, and why some are left out. Pure but for the probe leases that
// the health book gives.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/failover/health_book.h"
#include "core/model/chain.h"
#include "core/model/model_info.h"
#include "core/model/request.h"

namespace edgee {

// A step together with what is known of its model; `step` and `model` outlive the plan.
struct Candidate {
  int index = 0;  // in the chain, from 0
  const Step* step = nullptr;
  const ModelInfo* model = nullptr;
  bool model_known = false;
  Target target;  // as health knows it: the agent's step carries the model it asked for
};

struct SkippedStep {
  int index = 0;
  Target target;
  std::string reason;      // "takes no images"
  bool sick = false;       // skipped for its health, not for what it can do
  bool too_small = false;  // its window is: a shorter conversation would fit
};

struct Plan {
  std::vector<Candidate> attempts;
  std::vector<SkippedStep> skipped;
  std::string note;  // why the first attempt is not the chain's first step; "" when it is
};

// A loop of tool calls goes on with the target that answers it; a new turn begins with the best.
[[nodiscard]] Plan plan_attempts(const std::vector<Candidate>& candidates,
                                 const RequestFacts& facts, HealthBook& health);

// "the plan's window is used up, for another 12 min". Until when by the clock is for those who know
// the reader's.
[[nodiscard]] std::string describe_rest(const std::string& reason, Duration remaining);

// "" when the model can take the request.
[[nodiscard]] std::string misfit(const Candidate& candidate, const RequestFacts& facts);

// First match wins; no match: `fallback`.
[[nodiscard]] std::string_view route(const std::vector<Route>& routes, std::string_view agent,
                                     const RequestFacts& facts, std::string_view fallback);

}  // namespace edgee
