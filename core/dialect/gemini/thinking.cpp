#include "core/dialect/gemini/thinking.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/effort.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/json_object.h"

namespace edgee::gemini {
namespace {

using Mode = ThinkingWish::Mode;

// What all models that count their thinking take: 2.5 Flash-Lite wants no fewer, Flash no more.
constexpr std::int64_t kLeastBudget = 512;
constexpr std::int64_t kMostBudget = 24'576;

bool counts_tokens(const ModelInfo& info) {
  return info.gemini_thinking == GeminiThinking::budget;
}

// "" = as the model likes.
std::string_view level(const Thinking& thinking, const ModelInfo& info) {
  const bool has_minimal = info.gemini_thinking != GeminiThinking::level_from_low;
  const std::string_view least = has_minimal ? "minimal" : "low";
  if (thinking.wish.mode == Mode::disabled) return least;
  if (thinking.effort == "minimal") return least;
  if (thinking.effort == "low" || thinking.effort == "medium") return thinking.effort;
  if (!thinking.effort.empty()) return "high";
  if (thinking.wish.mode != Mode::budget) return {};
  return effort_of_budget(thinking.wish.budget_tokens);
}

std::int64_t budget(const Thinking& thinking) {
  constexpr std::int64_t kAsItLikes = -1;
  constexpr std::int64_t kLittle = 4'096;
  constexpr std::int64_t kSome = 12'288;
  if (thinking.wish.mode == Mode::disabled || thinking.effort == "minimal") return kLeastBudget;
  if (thinking.wish.mode == Mode::budget) {
    return std::clamp(thinking.wish.budget_tokens, kLeastBudget, kMostBudget);
  }
  if (thinking.effort == "low") return kLittle;
  if (thinking.effort == "medium") return kSome;
  return thinking.effort.empty() ? kAsItLikes : kMostBudget;
}

std::optional<std::int64_t> read_number(std::string_view number) {
  std::int64_t read = 0;
  const char* const end = number.data() + number.size();
  const bool whole = std::from_chars(number.data(), end, read).ptr == end && !number.empty();
  return whole ? std::optional(read) : std::nullopt;
}

}  // namespace

Thinking read_thinking(std::string_view config) {
  Thinking thinking;
  thinking.shown = value(config, "includeThoughts") == "true";
  thinking.effort = lower(text(config, "thinkingLevel"));
  if (thinking.effort == "thinking_level_unspecified") thinking.effort.clear();
  const auto tokens = read_number(value(config, "thinkingBudget"));
  if (tokens && *tokens == 0) {
    thinking.wish.mode = Mode::disabled;
  } else if (tokens && *tokens > 0) {
    thinking.wish = {Mode::budget, *tokens};
  } else if (tokens || thinking.shown) {
    thinking.wish.mode = Mode::adaptive;
  }
  return thinking;
}

std::string write_thinking(const Thinking& thinking, const ModelInfo& info) {
  const bool silent = thinking.wish.mode == Mode::unset && thinking.effort.empty();
  if (info.gemini_thinking == GeminiThinking::none || (silent && !thinking.shown)) return {};
  JsonObject config;
  if (thinking.shown) config.put("includeThoughts", "true");
  if (counts_tokens(info)) {
    config.put("thinkingBudget", std::to_string(budget(thinking)));
  } else if (const std::string_view word = level(thinking, info); !word.empty()) {
    config.put_text("thinkingLevel", word);
  }
  return config.empty() ? std::string() : std::move(config).done();
}

bool takes_thinking(std::string_view config, const ModelInfo& info) {
  if (info.gemini_thinking == GeminiThinking::none) return false;
  const bool has_budget = !value(config, "thinkingBudget").empty();
  const std::string word = lower(text(config, "thinkingLevel"));
  if (counts_tokens(info)) return word.empty();
  return !has_budget &&
         (word != "minimal" || info.gemini_thinking != GeminiThinking::level_from_low);
}

}  // namespace edgee::gemini
