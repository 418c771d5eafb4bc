// The content of one message of an agent's Chat request as parts. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/conversation.h"

namespace edgee::openai_chat {

// `content` is a string, a list of parts or null; texts without a character are left out. An error
// names what no Conversation holds: audio, files by id, parts that are not known.
[[nodiscard]] Result<std::vector<Part>> decode_content(const JsonDoc& doc, const JsonSpan& content);

// What the assistant thought, by whichever name its message has for it; "" = nothing.
[[nodiscard]] std::string decode_reasoning(const JsonDoc& doc, const JsonSpan& message);

}  // namespace edgee::openai_chat
