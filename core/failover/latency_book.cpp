#include "core/failover/latency_book.h"

#include <algorithm>
#include <cmath>

namespace edgee {
namespace {

constexpr std::size_t kMostTimes = 200;
constexpr std::size_t kFewestTimes = 20;
constexpr std::size_t kMostTargets = 64;

// "agent/claude-opus-5-5", "zai/glm-5.3".
std::string key_of(const Target& target) {
  return target.provider + "/" + target.model;
}

}  // namespace

void LatencyBook::add(const Target& target, Duration first_content) {
  const std::lock_guard lock(mutex_);
  add(key_of(target), first_content);
}

void LatencyBook::add(const std::vector<AttemptEvent>& events) {
  const std::lock_guard lock(mutex_);
  for (const AttemptEvent& event : events) {
    if (!event.first_content) continue;
    add(event.target == "agent" ? "agent/" + event.model : event.target, *event.first_content);
  }
}

// With mutex_.
void LatencyBook::add(const std::string& target, Duration first_content) {
  const auto known = targets_.find(target);
  if (known == targets_.end() && targets_.size() >= kMostTargets) {
    targets_.erase(std::min_element(
        targets_.begin(), targets_.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }
  Times& times = targets_[target];
  times.used = ++uses_;
  if (times.last.size() < kMostTimes) {
    times.last.push_back(first_content);
  } else {
    times.last[times.next] = first_content;
    times.next = (times.next + 1) % kMostTimes;
  }
}

std::optional<Duration> LatencyBook::quantile(const Target& target, double q) const {
  std::vector<Duration> times;
  {
    const std::lock_guard lock(mutex_);
    const auto found = targets_.find(key_of(target));
    if (found == targets_.end() || found->second.last.size() < kFewestTimes) return std::nullopt;
    times = found->second.last;
  }
  // The smallest time that at least this share stays within.
  const auto count = static_cast<double>(times.size());
  const double rank = std::clamp(std::ceil(q * count), 1.0, count);
  const auto at = times.begin() + static_cast<std::ptrdiff_t>(rank) - 1;
  std::nth_element(times.begin(), at, times.end());
  return *at;
}

std::optional<Duration> hedge_after(const Chain& chain, const LatencyBook& book,
                                    const Target& target, double spent_today) {
  if (!chain.hedge || spent_today >= chain.hedge_daily) return std::nullopt;
  if (chain.hedge->quantile <= 0) return chain.hedge->after;
  return book.quantile(target, chain.hedge->quantile);
}

}  // namespace edgee
