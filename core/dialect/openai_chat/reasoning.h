// Thinking and effort in the words of the target. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// The value of reasoning_effort; "" = say nothing.
[[nodiscard]] std::string effort_word(const Conversation& conversation, const EncodeTarget& target);
// The same of a word that the agent said; one that nobody knows is not passed on.
[[nodiscard]] std::string effort_word(std::string_view wish, const EncodeTarget& target);

// The reasoning that an assistant turn with tool calls must give back; "" = none.
[[nodiscard]] std::string echoed_reasoning(const Message& turn, const ChatQuirks& quirks);

}  // namespace edgee::openai_chat
