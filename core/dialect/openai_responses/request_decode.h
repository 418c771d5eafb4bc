// A request of an agent that speaks Responses as a conversation. Pure.
#pragma once

#include "core/base/result.h"
#include "core/model/conversation.h"
#include "core/model/request.h"

namespace edgee::openai_responses {

// What is lost on the way: which texts stood in one message, `strict`, the detail of images, item
// ids and phases, verbosity, the order of a system message between a call and its result, service
// tiers, cache settings, metadata. What becomes of each item: input_decode.h.
[[nodiscard]] Result<Conversation> decode_request(const Request& request);

}  // namespace edgee::openai_responses
