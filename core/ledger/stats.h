// The ledger summed up: tokens, costs, switches, and what was saved. Pure; safe from any thread.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/ledger/ledger.h"
#include "core/model/event.h"

namespace edgee {

// What one request that fails keeps Claude Code busy with its own ten retries before it gives up.
inline constexpr std::chrono::seconds kAgentsOwnRetries{171};

struct Sums {
  int requests = 0;
  int switches = 0;  // a request went on at another target
  int seams = 0;     // an answer that broke off was taken back, continued or ended properly
  // Requests that were answered though the first step failed or rested.
  int saves = 0;
  // Each save is worth kAgentsOwnRetries from the request on; stretches of one session that overlap
  // count once.
  Duration saved{0};
  TokenUsage usage;
  double cost_usd = 0;  // of those whose price is known
  int unpriced = 0;     // answers whose price is not
};

struct DaySums {
  std::string day;  // "2027-01-15", where the reader is
  Sums sums;
};

struct Stats {
  Sums total;
  std::vector<DaySums> days;          // oldest first; those with requests
  std::vector<TargetReport> targets;  // the newest activity first
};

// `utc_offset` gives what is added to UTC at that time where the reader is. `events`: oldest first.
[[nodiscard]] Stats sum_up(const std::vector<AttemptEvent>& events,
                           const std::function<std::chrono::seconds(WallTime)>& utc_offset);

// One JSON object: schema 1; since; total; days; targets.
[[nodiscard]] std::string to_json(const Stats& stats, WallTime since);

// "3 failures of agent (529 overloaded), 2 requests answered by openrouter/z-ai/glm-5, about 6 min
// saved"; "" when every request went as it should.
[[nodiscard]] std::string tell_survived(const std::vector<AttemptEvent>& events);

}  // namespace edgee
