// Signals that would leave the terminal in a state of ours are noted instead, and only while we
// wait in pselect. Main thread only, one object at a time.
#pragma once

#include <array>
#include <csignal>

namespace edgee {

class NotedSignals {
 public:
  // Forgets what was noted before.
  NotedSignals();
  // Puts everything back.
  ~NotedSignals();
  NotedSignals(const NotedSignals&) = delete;
  NotedSignals& operator=(const NotedSignals&) = delete;

  // The signals that are let in while waiting.
  [[nodiscard]] const sigset_t& outside() const { return mask_; }

 private:
  static constexpr std::array<int, 5> kSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
  sigset_t mask_{};
  std::array<struct sigaction, kSignals.size()> old_{};
};

// The last one that came, or 0.
[[nodiscard]] int noted_signal();

}  // namespace edgee
