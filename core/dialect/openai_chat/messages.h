// The messages of a conversation in the order that Chat insists on: calls, then one tool message
// for each of them, then what the user says. Pure.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

[[nodiscard]] Result<OrderedJson> encode_messages(const Conversation& conversation,
                                                  const EncodeTarget& target);

}  // namespace edgee::openai_chat
