// Time, as the core sees it. Implementations may be used from any thread.
#pragma once

#include <stop_token>

#include "core/model/time.h"

namespace edgee {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual TimePoint now() const = 0;
  [[nodiscard]] virtual WallTime wall_now() const = 0;
  // False when stopped before the time was over.
  virtual bool sleep(Duration time, std::stop_token stop) = 0;
};

}  // namespace edgee
