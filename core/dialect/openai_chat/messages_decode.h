// The messages of an agent's Chat request as turns of a Conversation. Pure.
#pragma once

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/conversation.h"

namespace edgee::openai_chat {

// Fills system and messages. Instructions before anything else become the system text, later ones
// stay where they stand; the results of parallel calls become one user message.
[[nodiscard]] Result<void> decode_messages(const JsonDoc& doc, const JsonSpan& list,
                                           Conversation& conversation);

}  // namespace edgee::openai_chat
