// A conversation as a Chat Completions request, honouring what the target's row says of its wire.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// An error says why this target cannot take the conversation ("takes no images").
[[nodiscard]] Result<std::string> encode_request(const Conversation& conversation,
                                                 const EncodeTarget& target);

}  // namespace edgee::openai_chat
