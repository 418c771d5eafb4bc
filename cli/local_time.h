// The reader's own clock. Main thread.
#pragma once

#include <chrono>

#include "core/model/time.h"

namespace edgee {

// What is added to UTC here at that time.
[[nodiscard]] std::chrono::seconds local_offset(WallTime time);

}  // namespace edgee
