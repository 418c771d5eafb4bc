#include "core/failover/health_rules.h"

#include <algorithm>

#include "core/failover/backoff.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxBody = std::size_t{16} * 1024;
// Processes stamp what they write before they wait for their turn.
constexpr Duration kSkew{std::chrono::seconds(2)};

RecordedFailure record(const Outcome& outcome) {
  RecordedFailure failure{outcome.status, outcome.headers, outcome.body, *outcome.failure};
  // Half a body is no JSON any more; nobody reads more of an error than that.
  if (failure.body.size() > kMaxBody) failure.body.clear();
  return failure;
}

void free_lease(HealthEntry& entry) {
  entry.holder.clear();
  entry.lease_until = WallTime();
}

}  // namespace

void note_failure(HealthEntry& entry, const Outcome& outcome, std::optional<Duration> fixed,
                  const std::string& reason, WallTime now) {
  const FailureFacts& facts = *outcome.failure;
  const bool rested = rests(entry) && now >= entry.asked && now < entry.until;
  ++entry.failures;
  // Twenty sessions that meet the same outage are one reason to rest, not twenty.
  if (!rested || entry.ejections == 0) ++entry.ejections;
  const Duration wish = fixed ? *fixed : cool_down(facts, entry.ejections, now);
  const Duration rest = std::min(wish, kLongestRest);
  const bool says_when = facts.resets_at || facts.retry_after || fixed;
  // A failure that names no time does not disprove one that did.
  if (says_when || !rested) {
    entry.until = now + rest;
    entry.resets_at = facts.resets_at;
    if (entry.resets_at) *entry.resets_at = std::min(*entry.resets_at, now + kLongestRest);
  } else {
    entry.until = std::max(entry.until, now + rest);
  }
  entry.asked = now;
  entry.probe_at = fixed ? entry.until : std::min(entry.until, now + kHopeEvery);
  entry.ahead = false;
  entry.reason = reason;
  entry.last = record(outcome);
  free_lease(entry);
  // Without a cool-down the target is healthy again at once; its words are kept all the same.
  if (rest <= Duration(0)) entry.failures = entry.ejections = 0;
}

void note_success(HealthEntry& entry) {
  entry = HealthEntry();
}

void note_cap(HealthEntry& entry, WallTime resets_at, const std::string& reason, WallTime now) {
  const bool refused = rests(entry) && !entry.ahead && now < entry.until;
  entry.failures = std::max(entry.failures, 1);
  entry.ejections = std::max(entry.ejections, 1);
  entry.asked = now;
  entry.resets_at = std::min(resets_at, now + kLongestRest);
  entry.until = refused ? std::max(entry.until, *entry.resets_at) : *entry.resets_at;
  entry.probe_at = std::min(entry.until, now + kHopeEvery);
  entry.ahead = !refused;
  if (!refused) entry.reason = reason;
  free_lease(entry);
}

void drop_lease(HealthEntry& entry, const std::string& holder) {
  if (entry.holder == holder) free_lease(entry);
}

bool is_from_the_future(const HealthEntry& entry, WallTime now) {
  return rests(entry) && entry.asked > now + kSkew;
}

void mend_clock(HealthEntry& entry, WallTime now) {
  if (!is_from_the_future(entry, now)) return;
  const auto rest = std::clamp<WallTime::duration>(entry.until - entry.asked, Duration(0),
                                                   WallTime::duration(kLongestRest));
  entry.until = now + rest;
  if (entry.resets_at) entry.until = std::clamp(*entry.resets_at, now, entry.until);
  entry.probe_at = std::min(entry.until, now + kHopeEvery);
  entry.asked = now;
  free_lease(entry);
}

bool rests(const HealthEntry& entry) {
  return entry.failures > 0;
}

bool is_half_open(const HealthEntry& entry, WallTime now) {
  return rests(entry) && now >= entry.probe_at;
}

bool is_leased(const HealthEntry& entry, WallTime now) {
  // A lease that runs for longer than any is given was written by another clock.
  return !entry.holder.empty() && now < entry.lease_until &&
         entry.lease_until <= now + kProbeLease + kSkew;
}

Duration rest_left(const HealthEntry& entry, WallTime now) {
  if (!rests(entry) || now >= entry.until) return Duration(0);
  return std::chrono::ceil<Duration>(std::min<WallTime::duration>(entry.until - now, kLongestRest));
}

}  // namespace edgee
