// What an error of a Responses provider says: under its status, or inside a stream. Pure.
#pragma once

#include <string_view>

#include "core/model/headers.h"
#include "core/model/outcome.h"

namespace edgee::openai_responses {

[[nodiscard]] FailureFacts read_failure(int status, const HeaderList& headers,
                                        std::string_view body, WallTime now);

// `error` is {"code","message","type"} or a string: of a failed response or an error event.
[[nodiscard]] FailureFacts read_stream_error(std::string_view error);

}  // namespace edgee::openai_responses
