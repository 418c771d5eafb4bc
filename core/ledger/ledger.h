// What the ledger says: attempts for programs, and summed up by target. Pure; safe from any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/event.h"

namespace edgee {

// One JSON object without line breaks, the stable schema of `edgee log --json`. Schema 1:
//   schema 1; id; at ("2027-01-15T08:00:00.000Z"); launch, session, agent, request, chain (texts);
//   step (from 0); number (attempt of the request, from 1); target ("agent" = pass-through);
//   model; asked_model; class; status (0 = no head came); trigger ("" = no failure); verdict (done,
//   show, again, next, finish, give_up, outrun, skipped, agent_gone); reason; first_byte_ms,
//   first_content_ms (null = none came); took_ms; since_request_ms; tokens {input, cache_read,
//   cache_write, output}; seam ("", retract, continue, finish); hedge (true = asked beside a slow
//   target); cost_usd (null = price unknown).
// Later schemas add members; these keep their names and meanings.
[[nodiscard]] std::string to_json(const AttemptEvent& event);

// "2027-01-15T08:00:00.000Z"
[[nodiscard]] std::string to_iso(WallTime time);

// Skipped steps were not asked and do not count.
struct TargetReport {
  std::string target;
  int attempts = 0;
  int answered = 0;
  std::map<std::string, int> failures;  // by trigger
  std::string last_trigger;             // "" = the last attempt was no failure
  std::string last_reason;
  WallTime last_at;
  TokenUsage usage;
  double cost_usd = 0;  // of those whose price is known
  int unpriced = 0;     // answers whose price is not
};
// The target with the newest activity first.
[[nodiscard]] std::vector<TargetReport> report_by_target(const std::vector<AttemptEvent>& events);

}  // namespace edgee
