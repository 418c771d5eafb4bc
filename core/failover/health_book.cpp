#include "core/failover/health_book.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/failover/health_rules.h"
#include "core/model/model_family.h"

namespace edgee {
namespace {

using std::chrono::minutes;

constexpr Duration kKnownResetProbeEvery{minutes(1)};
// What a status line would not show is not worth a write.
constexpr double kNotableShare = 0.005;
constexpr Duration kSayAgainAfter{minutes(1)};
constexpr Duration kLongWindow{minutes(1)};
constexpr Duration kEvidenceLasts{minutes(1)};

constexpr std::string_view kWindows = "windows ";

// Some headers say in how long, so that the moment differs from answer to answer.
bool is_same_reset(const std::optional<WallTime>& a, const std::optional<WallTime>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::chrono::abs(*a - *b) < minutes(1);
}

bool is_old_news(const HealthEntry& entry, const std::vector<PlanWindow>& windows, WallTime now) {
  if (now < entry.seen || now - entry.seen > kSayAgainAfter) return false;
  return std::all_of(windows.begin(), windows.end(), [&entry](const PlanWindow& window) {
    return std::any_of(entry.windows.begin(), entry.windows.end(),
                       [&window](const PlanWindow& known) {
                         return known.name == window.name && known.family == window.family &&
                                known.rejected == window.rejected &&
                                is_same_reset(known.resets_at, window.resets_at) &&
                                std::abs(known.used - window.used) < kNotableShare;
                       });
  });
}

// All windows of the same scope are clearly below the share: answers that began earlier still speak
// of a point less.
bool has_room(std::span<const PlanWindow> windows, const PlanWindow& like, double share) {
  constexpr double kClearly = 0.05;
  return std::none_of(windows.begin(), windows.end(), [&like, share](const PlanWindow& window) {
    const bool same = window.scope == like.scope && window.family == like.family;
    return same && (window.rejected || window.used > share - kClearly);
  });
}

// A window that the provider calls rejected, and that covers whoever has just answered, is paid for
// in another way; when it did refuse, failed() knows.
std::vector<PlanWindow> as_said_by(const Target& target, std::span<const PlanWindow> windows) {
  std::vector<PlanWindow> read(windows.begin(), windows.end());
  for (PlanWindow& window : read) {
    const bool another = window.scope == Scope::family && !window.family.empty() &&
                         window.family != model_family(target.model);
    window.rejected = window.rejected && another;
  }
  return read;
}

void put_windows(HealthEntry& entry, const std::vector<PlanWindow>& windows, WallTime now) {
  std::erase_if(entry.windows, [&windows, now](const PlanWindow& known) {
    if (known.resets_at && *known.resets_at <= now) return true;
    return std::any_of(windows.begin(), windows.end(), [&known](const PlanWindow& window) {
      return known.name == window.name && known.family == window.family;
    });
  });
  entry.windows.insert(entry.windows.end(), windows.begin(), windows.end());
  entry.seen = now;
}

}  // namespace

void HealthBook::set_agent(std::string vendor) {
  const std::lock_guard lock(mutex_);
  agent_ = "agent:" + std::move(vendor);
}

void HealthBook::refresh() {
  const std::lock_guard lock(mutex_);
  learn();
}

Standing HealthBook::standing(const Target& target, MayProbe may_probe) {
  Standing standing;
  std::optional<std::string> half_open;
  {
    const std::lock_guard lock(mutex_);
    half_open = judge(keys_of(target), standing);
  }
  if (half_open && may_probe == MayProbe::yes && take_lease(*half_open)) {
    standing.fitness = Fitness::probe;
  }
  return standing;
}

// The scope to probe, when nothing else of the target rests.
std::optional<std::string> HealthBook::judge(const Keys& keys, Standing& standing) const {
  const WallTime now = clock_.wall_now();
  const HealthEntry* worst = nullptr;
  const std::string* worst_key = nullptr;
  bool half_open = true;
  for (const std::string& key : keys) {
    const auto found = entries_.find(key);
    if (found == entries_.end() || !rests(found->second)) continue;
    const HealthEntry& entry = found->second;
    half_open = half_open && is_half_open(entry, now) && !is_leased(entry, now);
    if (worst != nullptr && entry.until <= worst->until) continue;
    worst = &entry;
    worst_key = &key;
  }
  if (worst == nullptr) return std::nullopt;
  standing = {Fitness::sick, worst->reason, rest_left(*worst, now), worst->resets_at};
  if (half_open) return *worst_key;
  const bool refuses = worst->resets_at && !worst->ahead && now < worst->until;
  if (refuses && now - worst->asked < kKnownResetProbeEvery) standing.fitness = Fitness::out;
  return std::nullopt;
}

// Across processes the store decides; without one, this view does.
bool HealthBook::take_lease(const std::string& key) {
  const LeaseRequest wish{key, holder_, clock_.wall_now(), kProbeLease};
  const LeaseAnswer answer = store_ == nullptr ? LeaseAnswer::away : store_->lease(wish);
  const std::lock_guard lock(mutex_);
  if (answer == LeaseAnswer::refused) {
    learn();
    return false;
  }
  HealthEntry& entry = entries_[key];
  const bool free = is_half_open(entry, wish.now) && !is_leased(entry, wish.now);
  if (answer == LeaseAnswer::away && !free) return false;
  entry.holder = holder_;
  entry.lease_until = wish.now + kProbeLease;
  return true;
}

void HealthBook::succeeded(const Target& target) {
  const std::lock_guard lock(mutex_);
  if (entries_.empty()) return;
  for (const std::string& key : keys_of(target)) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) continue;
    // What was set aside does answer; only whoever was sent to look may take that back.
    if (found->second.ahead && found->second.holder != holder_) continue;
    // Its last words are forgotten too; but most answers find nothing to clear.
    if (rests(found->second) || found->second.last) change(key, note_success);
  }
}

void HealthBook::failed(const Target& target, const Outcome& outcome, std::optional<Duration> fixed,
                        std::string reason) {
  const FailureFacts& failure = *outcome.failure;
  released(target);
  if (failure.scope == Scope::request) return;
  const std::lock_guard lock(mutex_);
  const std::string key = key_of(failure.scope, target);
  const WallTime now = clock_.wall_now();
  // Whoever never rests keeps no score that others could use.
  if (fixed == Duration(0)) return note_failure(entries_[key], outcome, fixed, reason, now);
  change(key, [outcome, fixed, reason = std::move(reason), now](HealthEntry& entry) {
    note_failure(entry, outcome, fixed, reason, now);
  });
}

void HealthBook::suspect(const Target& target, const Outcome& outcome,
                         std::optional<Duration> fixed, std::string reason) {
  released(target);
  const TimePoint now = clock_.now();
  const std::lock_guard lock(mutex_);
  std::erase_if(suspects_, [&target, now](const Suspect& known) {
    return known.target == target || now - known.at > kEvidenceLasts;
  });
  suspects_.push_back({target, outcome, fixed, std::move(reason), now});
}

void HealthBook::online() {
  std::vector<Suspect> suspects;
  {
    const std::lock_guard lock(mutex_);
    if (suspects_.empty()) return;
    suspects.swap(suspects_);
  }
  const TimePoint now = clock_.now();
  for (Suspect& known : suspects) {
    if (now - known.at > kEvidenceLasts) continue;
    failed(known.target, known.outcome, known.fixed, std::move(known.reason));
  }
}

void HealthBook::released(const Target& target) {
  const std::lock_guard lock(mutex_);
  for (const std::string& key : keys_of(target)) {
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.holder != holder_) continue;
    change(key, [holder = holder_](HealthEntry& entry) { drop_lease(entry, holder); });
  }
}

std::optional<RecordedFailure> HealthBook::last_failure(const Target& target) const {
  const std::lock_guard lock(mutex_);
  std::optional<RecordedFailure> latest;
  WallTime at;
  for (const std::string& key : keys_of(target)) {
    const auto found = entries_.find(key);
    if (found == entries_.end() || !found->second.last) continue;
    if (latest && found->second.asked < at) continue;
    latest = found->second.last;
    if (latest->facts.message.empty()) latest->facts.message = found->second.reason;
    at = found->second.asked;
  }
  return latest;
}

void HealthBook::note_windows(const Target& target, std::span<const PlanWindow> windows,
                              const CapSetting& cap) {
  if (windows.empty()) return;
  const WallTime now = clock_.wall_now();
  const std::lock_guard lock(mutex_);
  // The minute's rates of a key come and go with every answer; the rest is for people to see.
  std::vector<PlanWindow> shown;
  for (const PlanWindow& window : windows) {
    if (!window.resets_at || *window.resets_at <= now + kLongWindow) continue;
    shown.push_back(window);
    if (window.scope == Scope::model) shown.back().family = target.model;
  }
  const std::string key = std::string(kWindows) + provider_of(target) + " " + target.credential;
  if (!shown.empty() && !is_old_news(entries_[key], shown, now)) {
    change(key, [shown, now](HealthEntry& entry) { put_windows(entry, shown, now); });
  }
  if (!cap.enabled) return;
  const std::vector<PlanWindow> full = as_said_by(target, windows);
  for (const PlanCap& found : find_caps(full, cap.share, now))
    note_cap_on(target, found, now);
  for (const PlanWindow& window : full) {
    const std::string scope = key_of(window.scope, target, window.family);
    const auto known = entries_.find(scope);
    if (known == entries_.end() || !known->second.ahead) continue;
    if (has_room(full, window, cap.share.value_or(1.0))) change(scope, note_success);
  }
}

// With the mutex.
void HealthBook::note_cap_on(const Target& target, const PlanCap& cap, WallTime now) {
  const std::string key = key_of(cap.scope, target, cap.family);
  const auto known = entries_.find(key);
  // Said before, by an answer that came while it rested.
  if (known != entries_.end() && rests(known->second) &&
      is_same_reset(known->second.resets_at, cap.resets_at) && known->second.reason == cap.reason &&
      now < known->second.probe_at) {
    return;
  }
  change(key, [cap, now](HealthEntry& entry) { note_cap(entry, cap.resets_at, cap.reason, now); });
}

std::vector<AccountWindows> HealthBook::windows() {
  const std::lock_guard lock(mutex_);
  learn();
  const WallTime now = clock_.wall_now();
  std::vector<AccountWindows> all;
  for (const auto& [key, entry] : entries_) {
    if (!key.starts_with(kWindows)) continue;
    std::string account = key.substr(kWindows.size());
    if (account.ends_with(' ')) account.pop_back();
    AccountWindows found{std::move(account), entry.windows, entry.seen};
    std::erase_if(found.windows, [now](const PlanWindow& window) {
      return window.resets_at && *window.resets_at <= now;
    });
    if (!found.windows.empty()) all.push_back(std::move(found));
  }
  return all;
}

// With the mutex.
void HealthBook::learn() {
  if (store_ != nullptr) {
    for (HealthRow& row : store_->news()) {
      HealthEntry& known = entries_[row.scope];
      // The provider's own words are kept by the session that heard them.
      const bool same = known.last && row.entry.last && known.asked == row.entry.asked;
      if (same) row.entry.last = std::move(known.last);
      known = std::move(row.entry);
    }
  }
  const WallTime now = clock_.wall_now();
  for (const auto& [key, entry] : entries_) {
    if (!is_from_the_future(entry, now)) continue;
    change(key, [now](HealthEntry& late) { mend_clock(late, now); });
  }
}

// With the mutex: what this process sees changes at once, what all share as soon as may be.
void HealthBook::change(const std::string& key, const HealthChange& how) {
  how(entries_[key]);
  if (store_ != nullptr) store_->change(key, how);
}

std::string HealthBook::provider_of(const Target& target) const {
  if (!target.is_agent()) return target.provider;
  // A login that the agent has besides, as core/proxy/targets names it: "as openrouter".
  constexpr std::string_view kAs = "as ";
  const std::string& login = target.credential;
  return login.starts_with(kAs) ? "agent:" + login.substr(kAs.size()) : agent_;
}

std::string HealthBook::key_of(Scope scope, const Target& target, const std::string& family) const {
  const std::string account = provider_of(target) + " " + target.credential;
  switch (scope) {
    case Scope::provider:
      return "provider " + provider_of(target);
    case Scope::account:
      return "account " + account;
    case Scope::family:
      return "family " + account + " " + (family.empty() ? model_family(target.model) : family);
    case Scope::model:
    case Scope::request:
      break;
  }
  return "model " + account + " " + target.model;
}

HealthBook::Keys HealthBook::keys_of(const Target& target) const {
  return {key_of(Scope::model, target), key_of(Scope::family, target),
          key_of(Scope::account, target), key_of(Scope::provider, target)};
}

}  // namespace edgee
