#include "core/dialect/effort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace edgee {
namespace {

constexpr std::array<std::string_view, 7> kScale = {"none", "minimal", "low", "medium",
                                                    "high", "xhigh",   "max"};

std::size_t rank(std::string_view word) {
  return static_cast<std::size_t>(std::find(kScale.begin(), kScale.end(), word) - kScale.begin());
}

}  // namespace

bool is_effort(std::string_view word) {
  return rank(word) < kScale.size();
}

std::string_view effort_of_budget(std::int64_t tokens) {
  constexpr std::int64_t kLittle = 4'096;
  constexpr std::int64_t kSome = 16'384;
  if (tokens <= kLittle) return "low";
  return tokens <= kSome ? "medium" : "high";
}

std::string_view wished_effort(const Conversation& conversation) {
  const ThinkingWish& thinking = conversation.thinking;
  if (thinking.mode == ThinkingWish::Mode::disabled) return "none";
  if (!conversation.effort.empty()) return conversation.effort;
  if (thinking.mode != ThinkingWish::Mode::budget) return {};
  return effort_of_budget(thinking.budget_tokens);
}

std::string nearest_effort(std::string_view wish, std::span<const std::string> words,
                           bool reasons_always) {
  static const std::vector<std::string> kUsual = {"low", "medium", "high"};
  if (words.empty()) words = kUsual;
  for (const std::string& word : words) {
    if (word == "none" && reasons_always) continue;
    if (rank(word) >= rank(wish)) return word;
  }
  return words.back();
}

}  // namespace edgee
