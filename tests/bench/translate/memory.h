// What this program has on its heap: operator new counts. Not for threads.
#pragma once

#include <cstddef>

namespace edgee::bench {

// Bytes in use now, and the most since the last call of restart_peak().
[[nodiscard]] std::size_t heap_in_use();
[[nodiscard]] std::size_t heap_peak();
void restart_peak();

}  // namespace edgee::bench
