#include "core/dialect/openai_chat/reasoning.h"

#include <variant>

#include "core/dialect/effort.h"

namespace edgee::openai_chat {
std::string effort_word(const Conversation& conversation, const EncodeTarget& target) {
  return effort_word(wished_effort(conversation), target);
}

std::string effort_word(std::string_view wish, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  if (!is_effort(wish) || !quirks.reasoning_effort || !target.info.effort) return {};
  return nearest_effort(wish, quirks.efforts);
}

std::string echoed_reasoning(const Message& turn, const ChatQuirks& quirks) {
  if (!quirks.echo_reasoning) return {};
  std::string text;
  for (const Part& part : turn.parts) {
    const auto* thinking = std::get_if<ThinkingPart>(&part);
    if (thinking != nullptr && !thinking->redacted) text += thinking->text;
  }
  return text.empty() ? quirks.reasoning_placeholder : text;
}

}  // namespace edgee::openai_chat
