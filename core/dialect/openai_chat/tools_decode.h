// The tools of an agent's Chat request and the choice among them. Pure.
#pragma once

#include <string_view>

#include "core/base/json_doc.h"
#include "core/model/conversation.h"

namespace edgee::openai_chat {

// What a freeform tool's input is to those who know none.
inline constexpr std::string_view kFreeformSchema =
    R"({"type":"object","properties":{"input":{"type":"string"}},"required":["input"]})";

// Fills tools and tool_choice. A choice among some tools leaves the others out.
void decode_tools(const JsonDoc& doc, Conversation& conversation);

}  // namespace edgee::openai_chat
