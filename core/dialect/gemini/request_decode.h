// An agent's generateContent request as a Conversation. Pure.
#pragma once

#include "core/base/result.h"
#include "core/model/conversation.h"
#include "core/model/request.h"

namespace edgee::gemini {

// The model and whether to stream come from the path. What is lost: settings about safety, caches
// and sampling that only Google has; which of several functions a choice allows; any JSON without
// a schema as the form of the answer.
[[nodiscard]] Result<Conversation> decode_request(const Request& request);

}  // namespace edgee::gemini
