#include "core/dialect/openai_responses/effort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "core/base/text.h"

namespace edgee::openai_responses {
namespace {

constexpr std::array<std::string_view, 7> kScale = {"none", "minimal", "low", "medium",
                                                    "high", "xhigh",   "max"};

std::size_t rank(std::string_view word) {
  return static_cast<std::size_t>(std::find(kScale.begin(), kScale.end(), word) - kScale.begin());
}

bool always_reasons(const EncodeTarget& target) {
  const std::vector<std::string>& globs = target.provider.responses.always_reasons;
  return std::any_of(globs.begin(), globs.end(), [&target](const std::string& glob) {
    return matches_glob(glob, target.model);
  });
}

}  // namespace

std::string_view wished_effort(const Conversation& conversation) {
  if (conversation.thinking.mode == ThinkingWish::Mode::disabled) return "none";
  if (!conversation.effort.empty()) return conversation.effort;
  if (conversation.thinking.mode != ThinkingWish::Mode::budget) return {};
  constexpr std::int64_t kLittle = 4'096;
  constexpr std::int64_t kSome = 16'384;
  const std::int64_t budget = conversation.thinking.budget_tokens;
  if (budget <= kLittle) return "low";
  return budget <= kSome ? "medium" : "high";
}

std::string effort_for(std::string_view wish, const EncodeTarget& target) {
  if (wish.empty()) return {};
  const std::vector<std::string> usual = {"low", "medium", "high"};
  const std::vector<std::string>& own = target.provider.responses.efforts;
  const std::vector<std::string>& words = own.empty() ? usual : own;
  for (const std::string& word : words) {
    if (word == "none" && always_reasons(target)) continue;
    if (rank(word) >= rank(wish)) return word;
  }
  return words.back();
}

}  // namespace edgee::openai_responses
