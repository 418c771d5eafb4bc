// The agent on our terminal, in our process group. Used by processes.cpp. Main thread only.
#pragma once

#include <functional>

#include "core/base/result.h"
#include "core/ports/processes.h"
#include "platform/start_state.h"

namespace edgee {

// What the terminal sends (Ctrl-C, Ctrl-\, a hang-up) reaches the agent by itself and is ignored
// here; what another program sends to us is passed on to the agent. Ctrl-Z stops us with it.
[[nodiscard]] Result<int> run_in_foreground(const StartState& start, const ForegroundRun& run,
                                            const std::function<void()>& on_started);

}  // namespace edgee
