// Tool call ids between the agent and a target: both are picky, and a call and its result must
// agree. Nothing is remembered; the same id always maps to the same id. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/model/provider.h"

namespace edgee::openai_chat {

// An upstream's id as an agent that speaks Anthropic Messages may keep it ([A-Za-z0-9_-] only).
// "functions.Read:0" is escaped; what needs no escape stays.
[[nodiscard]] std::string agent_tool_id(std::string_view upstream);

// The id that the upstream shall see: its own again if it was escaped, else the agent's, brought to
// the length and characters that the upstream takes.
[[nodiscard]] std::string upstream_tool_id(std::string_view agents, const ChatQuirks& quirks);

// An id that a Chat agent gives back, as a Conversation takes it: one that was escaped for it stays
// as it is.
[[nodiscard]] std::string conversation_tool_id(std::string_view agents);

// For a call that came without any id. `seed` must differ from call to call.
[[nodiscard]] std::string invented_tool_id(std::string_view seed);

}  // namespace edgee::openai_chat
