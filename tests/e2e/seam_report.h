// What became of many sessions, in words. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/seam_stage.h"

namespace edgee::play {

struct SessionEnd {
  int index = 0;
  std::uint64_t seed = 0;
  std::vector<std::string> complaints;  // none: the session came to its intended end
  std::vector<Broken> broken;
  std::chrono::milliseconds took{0};
  std::string kept;  // the home directory of a failed session
};

// One line, and more for a failed session.
void print_session(const SessionEnd& end);
// The time lost for each cause, and for a session.
void print_sum(const std::vector<SessionEnd>& ends, std::chrono::milliseconds control);

[[nodiscard]] std::chrono::milliseconds median(std::vector<std::chrono::milliseconds> times);

}  // namespace edgee::play
