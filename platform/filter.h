// A command of the user's that reads a text and prints another. Used by processes.cpp.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/time.h"
#include "platform/start_state.h"

namespace edgee {

// In a shell, without a terminal. Its whole stdout; see Processes::filter.
[[nodiscard]] Result<std::string> filter_text(const StartState& start, const std::string& command,
                                              std::string_view input, Duration timeout);

}  // namespace edgee
