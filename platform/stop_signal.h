// Waiting for somebody to end us. Main thread only. Used by processes.cpp.
#pragma once

#include <functional>

namespace edgee {

// Returns at the first SIGINT, SIGTERM or SIGHUP; one that was ignored at start stays ignored. A
// second one then ends the process as usual.
void wait_for_signal_to_stop(const std::function<void()>& on_ready);

}  // namespace edgee
