// An agent's Chat request as a Conversation, for targets of another dialect. By scanning: schemas
// and arguments keep their text. Pure.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/model/conversation.h"

namespace edgee::openai_chat {

// An error says what cannot be told to anybody but the agent's own vendor.
[[nodiscard]] Result<Conversation> decode_request(std::string_view raw);

}  // namespace edgee::openai_chat
