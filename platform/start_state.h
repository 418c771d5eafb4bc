// What edgee was given by whoever started it, so that the agent can be given the same: ignored
// signals, the signal mask, the limit for core files, open descriptors. Read it first thing in
// main.
#pragma once

#include <array>
#include <csignal>
#include <vector>

#include <sys/resource.h>

namespace edgee {

struct StartState {
  static constexpr int kSignals = 32;  // the classic ones; real-time signals start out as default
  std::array<bool, kSignals> ignored{};
  sigset_t mask{};
  rlimit core{};
  std::vector<int> descriptors;  // above 2, ascending
};
[[nodiscard]] StartState read_start_state();

// For a child between fork and exec: everything as in `state`, and every descriptor of ours closes
// at exec. Async-signal-safe.
void restore_start_state(const StartState& state) noexcept;

// Keeps secrets out of core files and away from debuggers, a broken pipe an error instead of the
// end, and children waitable. Call once, after read_start_state.
void harden_process();

}  // namespace edgee
