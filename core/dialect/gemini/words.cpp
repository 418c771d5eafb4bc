#include "core/dialect/gemini/words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/gemini/fields.h"

namespace edgee::gemini {
namespace {

struct Word {
  std::string_view word;
  StopReason reason = StopReason::other;
};

// https://ai.google.dev/api/generate-content#FinishReason; the first of a reason is what we write.
constexpr std::array kWords = std::to_array<Word>({
    {"STOP", StopReason::end_turn},
    {"MAX_TOKENS", StopReason::max_tokens},
    {"SAFETY", StopReason::refusal},
    {"RECITATION", StopReason::refusal},
    {"BLOCKLIST", StopReason::refusal},
    {"PROHIBITED_CONTENT", StopReason::refusal},
    {"SPII", StopReason::refusal},
    {"MODEL_ARMOR", StopReason::refusal},
    {"JAILBREAK", StopReason::refusal},
    {"IMAGE_SAFETY", StopReason::refusal},
    {"IMAGE_PROHIBITED_CONTENT", StopReason::refusal},
    {"IMAGE_RECITATION", StopReason::refusal},
    {"LANGUAGE", StopReason::other},
    {"OTHER", StopReason::other},
});

std::int64_t count(std::string_view number) {
  return std::max(0LL, parse_number(number));
}

}  // namespace

Stop read_stop(std::string_view word, bool has_calls) {
  const auto* row = std::find_if(kWords.begin(), kWords.end(),
                                 [word](const Word& known) { return known.word == word; });
  Stop stop;
  stop.reason = row == kWords.end() ? StopReason::other : row->reason;
  if (stop.reason == StopReason::other) stop.raw = word;
  if (stop.reason == StopReason::end_turn && has_calls) stop.reason = StopReason::tool_use;
  return stop;
}

bool is_failure_word(std::string_view word) {
  constexpr std::array<std::string_view, 3> kFailures{
      "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS"};
  return std::find(kFailures.begin(), kFailures.end(), word) != kFailures.end();
}

std::string_view write_stop(const Stop& stop) {
  switch (stop.reason) {
    case StopReason::end_turn:
    case StopReason::stop_sequence:
    case StopReason::tool_use:
    case StopReason::pause:
      return "STOP";
    case StopReason::max_tokens:
    case StopReason::window_exceeded:
      return "MAX_TOKENS";
    case StopReason::refusal:
      return "SAFETY";
    case StopReason::other:
      return stop.raw == "LANGUAGE" ? "LANGUAGE" : "OTHER";
  }
  return "OTHER";
}

// promptTokenCount holds what came from the cache; thoughts are billed as output.
TokenUsage read_usage(std::string_view usage) {
  TokenUsage read;
  std::int64_t prompt = 0;
  JsonWalk walk(usage);
  for (JsonSpan span; walk.next(span);) {
    const std::int64_t number = count(span.in(usage));
    if (is_named(span.key, "promptTokenCount")) prompt += number;
    if (is_named(span.key, "toolUsePromptTokenCount")) prompt += number;
    if (is_named(span.key, "cachedContentTokenCount")) read.cache_read = number;
    if (is_named(span.key, "candidatesTokenCount")) read.output += number;
    if (is_named(span.key, "thoughtsTokenCount")) read.reasoning = number;
  }
  read.output += read.reasoning;
  read.input = std::max<std::int64_t>(0, prompt - read.cache_read);
  return read;
}

std::string write_usage(const TokenUsage& usage) {
  const std::int64_t prompt = usage.input + usage.cache_read + usage.cache_write;
  const std::int64_t said = std::max<std::int64_t>(0, usage.output - usage.reasoning);
  std::string out = R"({"promptTokenCount":)" + std::to_string(prompt) +
                    R"(,"candidatesTokenCount":)" + std::to_string(said) +
                    R"(,"totalTokenCount":)" + std::to_string(prompt + said + usage.reasoning);
  if (usage.reasoning > 0) {
    out += R"(,"thoughtsTokenCount":)" + std::to_string(usage.reasoning);
  }
  if (usage.cache_read > 0) {
    out += R"(,"cachedContentTokenCount":)" + std::to_string(usage.cache_read);
  }
  return out + "}";
}

}  // namespace edgee::gemini
