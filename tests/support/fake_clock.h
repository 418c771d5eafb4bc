// A clock that moves only when told to, or when somebody sleeps on it. Safe from any thread.
#pragma once

#include <mutex>
#include <stop_token>
#include <vector>

#include "core/ports/clock.h"

namespace edgee {

class FakeClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  [[nodiscard]] WallTime wall_now() const override {
    const std::lock_guard lock(mutex_);
    return wall_;
  }
  // Takes no real time: the clock jumps ahead.
  bool sleep(Duration time, std::stop_token stop) override {
    if (stop.stop_requested()) return false;
    const std::lock_guard lock(mutex_);
    sleeps_.push_back(time);
    now_ += time;
    wall_ += time;
    return true;
  }

  void advance(Duration time) {
    const std::lock_guard lock(mutex_);
    now_ += time;
    wall_ += time;
  }
  void set_wall(WallTime time) {
    const std::lock_guard lock(mutex_);
    wall_ = time;
  }
  [[nodiscard]] std::vector<Duration> sleeps() const {
    const std::lock_guard lock(mutex_);
    return sleeps_;
  }

 private:
  mutable std::mutex mutex_;
  TimePoint now_{std::chrono::hours(1000)};
  WallTime wall_{std::chrono::seconds(1'800'000'000)};  // 2027-01-15 08:00:00 UTC
  std::vector<Duration> sleeps_;
};

}  // namespace edgee
