// How often in a row each conversation was told that it is too long. An agent that shortens it and
// asks again, whatever comes of it, would do so without end. Shared by all connections; holds its
// own mutex.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <utility>

namespace edgee {

class OverflowWatch {
 public:
  // One more time; how often by now.
  int told(const std::string& session) {
    const std::lock_guard lock(mutex_);
    for (auto& [name, times] : sessions_) {
      if (name == session) return ++times;
    }
    sessions_.emplace_front(session, 1);
    if (sessions_.size() > kMost) sessions_.pop_back();
    return 1;
  }
  void answered(const std::string& session) {
    const std::lock_guard lock(mutex_);
    sessions_.remove_if([&session](const auto& one) { return one.first == session; });
  }

  static constexpr std::size_t kMost = 256;  // conversations

 private:
  std::mutex mutex_;
  std::list<std::pair<std::string, int>> sessions_;  // the last to begin first
};

}  // namespace edgee
