// The two clocks a value may speak of: steady time for waits, wall time for records and resets.
#pragma once

#include <chrono>

namespace edgee {

using Duration = std::chrono::milliseconds;
using TimePoint = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::system_clock::time_point;

}  // namespace edgee
