#include "core/dialect/openai_chat/reasoning.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

namespace edgee::openai_chat {
namespace {

constexpr std::array<std::string_view, 7> kScale = {"none", "minimal", "low", "medium",
                                                    "high", "xhigh",   "max"};

std::size_t rank(std::string_view word) {
  return static_cast<std::size_t>(std::find(kScale.begin(), kScale.end(), word) - kScale.begin());
}

// What the agent wants on the scale; "" = no opinion.
std::string_view wished(const Conversation& conversation) {
  if (conversation.thinking.mode == ThinkingWish::Mode::disabled) return "none";
  if (!conversation.effort.empty()) return conversation.effort;
  if (conversation.thinking.mode != ThinkingWish::Mode::budget) return {};
  constexpr std::int64_t kLittle = 4'096;
  constexpr std::int64_t kSome = 16'384;
  const std::int64_t budget = conversation.thinking.budget_tokens;
  if (budget <= kLittle) return "low";
  return budget <= kSome ? "medium" : "high";
}

}  // namespace

std::string effort_word(const Conversation& conversation, const EncodeTarget& target) {
  return effort_word(wished(conversation), target);
}

std::string effort_word(std::string_view wish, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  if (rank(wish) == kScale.size()) return {};
  if (!quirks.reasoning_effort || !target.info.effort) return {};
  const std::vector<std::string> usual = {"low", "medium", "high"};
  const std::vector<std::string>& words = quirks.efforts.empty() ? usual : quirks.efforts;
  for (const std::string& word : words) {
    if (rank(word) >= rank(wish)) return word;
  }
  return words.back();
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
