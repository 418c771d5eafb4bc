// Other programs on POSIX. capture may be called from any thread; run_foreground from the main
// thread only, one run at a time.
#pragma once

#include <memory>

#include "core/ports/processes.h"
#include "platform/start_state.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Processes> make_processes(StartState start);

// $VISUAL, $EDITOR or vi on the file, in the foreground; its exit code.
[[nodiscard]] Result<int> run_editor(Processes& processes,
                                     const std::map<std::string, std::string>& environment,
                                     const std::string& file);

}  // namespace edgee
