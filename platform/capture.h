// Running a credential command and taking the first line it prints. Used by processes.cpp.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/time.h"
#include "platform/start_state.h"

namespace edgee {

// No shell, no terminal, nothing on stdin. What it printed is wiped; a command that takes longer
// than `timeout` or prints more than 64 KiB is killed with all it started.
[[nodiscard]] Result<Secret> capture_line(const StartState& start, const std::string& program,
                                          const std::vector<std::string>& argv, Duration timeout,
                                          const std::stop_token& stop);

}  // namespace edgee
