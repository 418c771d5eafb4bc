// Idle lanes with an open connection, by origin; the last one used is the first one reused.
// Thread-safe; holds its own mutex.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/model/time.h"
#include "platform/http/lane.h"

namespace edgee {

class LanePool {
 public:
  // A lane whose connection is still good; null when there is none.
  [[nodiscard]] std::unique_ptr<Lane> take(const std::string& origin);
  [[nodiscard]] bool has_idle(const std::string& origin);
  void give(const std::string& origin, std::unique_ptr<Lane> lane);

 private:
  struct Idle {
    std::unique_ptr<Lane> lane;
    TimePoint since;
  };
  [[nodiscard]] std::unique_ptr<Lane> pop(const std::string& origin);

  std::mutex mutex_;
  std::map<std::string, std::deque<Idle>> idle_;
};

}  // namespace edgee
