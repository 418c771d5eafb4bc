// The chain has no step left: which failure the agent reads, and how. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/outcome.h"

namespace edgee {

// One step's last word. `recorded` ones were skipped as sick: what they said earlier.
struct StepFailure {
  bool agent_step = false;
  bool recorded = false;
  int status = 0;
  HeaderList headers;
  std::string body;
  FailureFacts facts;
};

struct FinalWord {
  const StepFailure* failure = nullptr;  // whose words; nullptr when nothing was ever tried
  bool own = false;                      // the agent's own vendor: status and headers as they came
  bool verbatim = false;                 // and the body too
  int status = 502;                      // otherwise
  bool permanent = false;                // x-should-retry: false
  std::optional<int> retry_after;        // seconds, when waiting may help
};

// The agent's own step first, then 429, 5xx, others. Another provider's 401 or 403 would make the
// agent refresh its own login, so it becomes a 502.
[[nodiscard]] FinalWord final_word(const std::vector<StepFailure>& failures, WallTime now);

}  // namespace edgee
