#include "platform/http/lane_pool.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace edgee {
namespace {

// Providers and the middle boxes before them close idle connections after one to several minutes.
constexpr Duration kLongestIdle{50'000};
constexpr std::size_t kMostIdle = 256;  // per origin

}  // namespace

std::unique_ptr<Lane> LanePool::take(const std::string& origin) {
  while (std::unique_ptr<Lane> lane = pop(origin)) {
    if (lane->is_live()) return lane;
  }
  return nullptr;
}

std::unique_ptr<Lane> LanePool::pop(const std::string& origin) {
  std::deque<Idle> old;  // closed without the mutex
  const std::lock_guard lock(mutex_);
  const auto found = idle_.find(origin);
  if (found == idle_.end() || found->second.empty()) return nullptr;
  if (std::chrono::steady_clock::now() - found->second.back().since > kLongestIdle) {
    old.swap(found->second);
    return nullptr;
  }
  std::unique_ptr<Lane> lane = std::move(found->second.back().lane);
  found->second.pop_back();
  return lane;
}

bool LanePool::has_idle(const std::string& origin) {
  const std::lock_guard lock(mutex_);
  const auto found = idle_.find(origin);
  return found != idle_.end() && !found->second.empty() &&
         std::chrono::steady_clock::now() - found->second.back().since < kLongestIdle;
}

void LanePool::give(const std::string& origin, std::unique_ptr<Lane> lane) {
  const TimePoint now = std::chrono::steady_clock::now();
  std::vector<Idle> old;  // closed without the mutex
  const std::lock_guard lock(mutex_);
  std::deque<Idle>& own = idle_[origin];
  own.push_back(Idle{std::move(lane), now});
  for (auto& [name, lanes] : idle_) {
    while (!lanes.empty() &&
           (now - lanes.front().since > kLongestIdle || lanes.size() > kMostIdle)) {
      old.push_back(std::move(lanes.front()));
      lanes.pop_front();
    }
  }
}

}  // namespace edgee
