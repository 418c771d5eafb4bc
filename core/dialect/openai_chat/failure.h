// What an error of a Chat provider says. OpenAI's envelope is only the commonest of many. Pure.
#pragma once

#include <string_view>

#include "core/base/json_fwd.h"
#include "core/model/headers.h"
#include "core/model/outcome.h"

namespace edgee::openai_chat {

[[nodiscard]] FailureFacts read_failure(int status, const HeaderList& headers,
                                        std::string_view body, WallTime now);

// An object inside a 200 that is an error and no answer.
[[nodiscard]] bool holds_error(const Json& object);
[[nodiscard]] FailureFacts read_error(const Json& object);

}  // namespace edgee::openai_chat
