// What an error of Anthropic Messages says: status, headers and envelope as FailureFacts. Pure.
#pragma once

#include <string_view>

#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/time.h"

namespace edgee::anthropic {

[[nodiscard]] FailureFacts read_failure(int status, const HeaderList& headers,
                                        std::string_view body, WallTime now);
// The data of an `error` event under a 200.
[[nodiscard]] FailureFacts read_error_event(std::string_view data);

}  // namespace edgee::anthropic
