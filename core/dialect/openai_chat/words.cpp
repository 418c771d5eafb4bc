#include "core/dialect/openai_chat/words.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"

namespace edgee::openai_chat {
namespace {

struct Word {
  std::string_view word;
  StopReason reason = StopReason::other;
};

constexpr std::array kWords = std::to_array<Word>({
    {"stop", StopReason::end_turn},
    {"eos", StopReason::end_turn},
    {"end_turn", StopReason::end_turn},
    {"length", StopReason::max_tokens},
    {"max_tokens", StopReason::max_tokens},
    {"model_length", StopReason::window_exceeded},                   // Mistral
    {"model_context_window_exceeded", StopReason::window_exceeded},  // Z.ai
    {"tool_calls", StopReason::tool_use},
    {"tool_use", StopReason::tool_use},
    {"function_call", StopReason::tool_use},
    {"content_filter", StopReason::refusal},
    {"sensitive", StopReason::refusal},  // Z.ai
});

std::int64_t count(const Json& usage, std::string_view key) {
  return std::max<std::int64_t>(0, int_member(usage, key).value_or(0));
}

std::int64_t first_count(const Json& usage, const Json& details,
                         std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const std::int64_t found = std::max(count(usage, key), count(details, key));
    if (found > 0) return found;
  }
  return 0;
}

}  // namespace

Stop read_stop(std::string_view word, bool has_calls) {
  const auto* row = std::find_if(kWords.begin(), kWords.end(),
                                 [word](const Word& known) { return known.word == word; });
  Stop stop;
  stop.reason = row == kWords.end() ? StopReason::other : row->reason;
  if (stop.reason == StopReason::other) stop.raw = word;
  const bool ended = stop.reason == StopReason::end_turn || stop.reason == StopReason::other;
  if (ended && has_calls) stop.reason = StopReason::tool_use;
  if (stop.reason == StopReason::tool_use && !has_calls) stop.reason = StopReason::end_turn;
  return stop;
}

bool is_failure_word(std::string_view word) {
  constexpr std::array<std::string_view, 5> kFailures = {
      "error", "abort", "network_error", "insufficient_system_resource", "server_error"};
  return std::find(kFailures.begin(), kFailures.end(), word) != kFailures.end();
}

// Chat's prompt_tokens include what came from the cache and what went into it.
TokenUsage read_usage(const Json& usage) {
  const Json& details = member(usage, "prompt_tokens_details");
  TokenUsage read;
  read.cache_read = first_count(usage, details,
                                {"cached_tokens", "prompt_cache_hit_tokens", "cache_read_tokens"});
  read.cache_write =
      first_count(usage, details, {"cache_write_tokens", "cache_creation_input_tokens"});
  read.input =
      std::max<std::int64_t>(0, count(usage, "prompt_tokens") - read.cache_read - read.cache_write);
  read.output = count(usage, "completion_tokens");
  read.reasoning =
      first_count(usage, member(usage, "completion_tokens_details"), {"reasoning_tokens"});
  return read;
}

std::string_view stop_word(const Stop& stop, bool has_calls) {
  switch (stop.reason) {
    case StopReason::max_tokens:
    case StopReason::window_exceeded:
      return "length";
    case StopReason::refusal:
      return "content_filter";
    case StopReason::end_turn:
    case StopReason::stop_sequence:
    case StopReason::tool_use:
    case StopReason::pause:
    case StopReason::other:
      break;
  }
  return has_calls ? "tool_calls" : "stop";
}

std::string write_usage(const TokenUsage& usage) {
  const std::int64_t prompt = usage.input + usage.cache_read + usage.cache_write;
  std::string details = R"("cached_tokens":)" + std::to_string(usage.cache_read);
  if (usage.cache_write > 0) {
    details += R"(,"cache_write_tokens":)" + std::to_string(usage.cache_write);
  }
  std::string out = R"({"prompt_tokens":)" + std::to_string(prompt) + R"(,"completion_tokens":)" +
                    std::to_string(usage.output) + R"(,"total_tokens":)" +
                    std::to_string(prompt + usage.output) + R"(,"prompt_tokens_details":{)" +
                    details + "}";
  if (usage.reasoning > 0) {
    out += R"(,"completion_tokens_details":{"reasoning_tokens":)" +
           std::to_string(usage.reasoning) + "}";
  }
  return out + "}";
}

}  // namespace edgee::openai_chat
