// Waiting in tests, for at most ten seconds, for something another process does.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace edgee {

// True as soon as `there` is.
inline bool until(const std::function<bool()>& there) {
  std::mutex mutex;
  std::condition_variable never;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!there()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace edgee
