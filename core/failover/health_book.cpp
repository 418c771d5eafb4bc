#include "core/failover/health_book.h"

#include <array>
#include <utility>

namespace edgee {
namespace {

using std::chrono::minutes;

constexpr Duration kProbeLease{minutes(2)};
constexpr Duration kKnownResetProbeEvery{minutes(1)};

std::string scope_key(Scope scope, const Target& target) {
  switch (scope) {
    case Scope::provider:
      return "provider " + target.provider;
    case Scope::account:
      return "account " + target.provider + " " + target.credential;
    case Scope::model:
    case Scope::request:
      break;
  }
  return "model " + target.provider + " " + target.credential + " " + target.model;
}

std::array<std::string, 3> scope_keys(const Target& target) {
  return {scope_key(Scope::model, target), scope_key(Scope::account, target),
          scope_key(Scope::provider, target)};
}

}  // namespace

HealthBook::Entry* HealthBook::worst(const Target& target) {
  Entry* worst = nullptr;
  for (const std::string& key : scope_keys(target)) {
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.failures == 0) continue;
    if (worst == nullptr || found->second.until > worst->until) worst = &found->second;
  }
  return worst;
}

Standing HealthBook::standing(const Target& target) {
  const std::lock_guard lock(mutex_);
  Entry* entry = worst(target);
  if (entry == nullptr) return {};
  const TimePoint now = clock_.now();
  Standing standing{Fitness::sick, entry->reason, Duration(0), entry->resets_at};
  if (now < entry->until) {
    standing.remaining = std::chrono::ceil<Duration>(entry->until - now);
    const bool reset_is_known = entry->resets_at.has_value();
    if (reset_is_known && now - entry->asked < kKnownResetProbeEvery) {
      standing.fitness = Fitness::out;
    }
    return standing;
  }
  if (!entry->lease || now >= *entry->lease) {
    entry->lease = now + kProbeLease;
    standing.fitness = Fitness::probe;
  }
  return standing;
}

void HealthBook::succeeded(const Target& target) {
  const std::lock_guard lock(mutex_);
  if (entries_.empty()) return;
  for (const std::string& key : scope_keys(target))
    entries_.erase(key);
}

void HealthBook::failed(const Target& target, const Outcome& outcome, std::optional<Duration> fixed,
                        std::string reason) {
  const FailureFacts& failure = *outcome.failure;
  if (failure.scope == Scope::request) {
    released(target);
    return;
  }
  const std::lock_guard lock(mutex_);
  drop_lease(target);
  Entry& entry = entries_[scope_key(failure.scope, target)];
  ++entry.failures;
  const Duration rest = fixed ? *fixed : cool_down(failure, entry.failures, clock_.wall_now());
  entry.asked = clock_.now();
  entry.until = entry.asked + rest;
  entry.resets_at = failure.resets_at;
  entry.reason = std::move(reason);
  entry.last = {outcome.status, outcome.headers, outcome.body, failure};
  // Without a cool-down the target is healthy again at once; its words are kept all the same.
  if (rest <= Duration(0)) entry.failures = 0;
}

void HealthBook::released(const Target& target) {
  const std::lock_guard lock(mutex_);
  drop_lease(target);
}

std::optional<RecordedFailure> HealthBook::last_failure(const Target& target) const {
  const std::lock_guard lock(mutex_);
  std::optional<RecordedFailure> latest;
  TimePoint at;
  for (const std::string& key : scope_keys(target)) {
    const auto found = entries_.find(key);
    if (found == entries_.end() || (latest && found->second.asked < at)) continue;
    latest = found->second.last;
    at = found->second.asked;
  }
  return latest;
}

void HealthBook::drop_lease(const Target& target) {
  for (const std::string& key : scope_keys(target)) {
    const auto found = entries_.find(key);
    if (found != entries_.end()) found->second.lease.reset();
  }
}

}  // namespace edgee
