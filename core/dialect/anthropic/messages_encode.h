// The turns of a conversation as Anthropic Messages has them. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/model/conversation.h"

namespace edgee::anthropic {

// A list. Others let the assistant speak first, or once more after its own words. Here the user
// does: from Claude 4.6 on last words of the assistant's are refused, and before they were the
// answer's start.
[[nodiscard]] std::string encode_messages(const std::vector<Message>& messages);

}  // namespace edgee::anthropic
