#include "core/dialect/anthropic/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "core/base/json_scan.h"

namespace edgee::anthropic {
namespace {

constexpr std::array<std::pair<std::string_view, StopReason>, 7> kStops{{
    {"end_turn", StopReason::end_turn},
    {"max_tokens", StopReason::max_tokens},
    {"stop_sequence", StopReason::stop_sequence},
    {"tool_use", StopReason::tool_use},
    {"refusal", StopReason::refusal},
    {"pause_turn", StopReason::pause},
    {"model_context_window_exceeded", StopReason::window_exceeded},
}};

void read_count(std::string_view number, std::int64_t& count) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error == std::errc{} && value >= 0) count = value;
}

}  // namespace

BlockKind block_kind(std::string_view type) {
  if (type == "text") return BlockKind::text;
  if (type == "thinking") return BlockKind::thinking;
  if (type == "redacted_thinking") return BlockKind::redacted_thinking;
  if (type == "tool_use") return BlockKind::tool_call;
  return BlockKind::other;
}

Stop stop_from_word(std::string_view word, std::string sequence) {
  for (const auto& [name, reason] : kStops) {
    if (name == word) return Stop{reason, std::move(sequence), {}};
  }
  return Stop{StopReason::other, std::move(sequence), std::string(word)};
}

std::string_view stop_word(const Stop& stop) {
  for (const auto& [name, reason] : kStops) {
    if (reason == stop.reason) return name;
  }
  return stop.raw.empty() ? std::string_view("end_turn") : std::string_view(stop.raw);
}

void read_usage(std::string_view object, TokenUsage& usage) {
  JsonWalk walk(object);
  for (JsonSpan span; walk.next(span);) {
    if (span.key == "input_tokens") read_count(span.in(object), usage.input);
    if (span.key == "output_tokens") read_count(span.in(object), usage.output);
    if (span.key == "cache_read_input_tokens") read_count(span.in(object), usage.cache_read);
    if (span.key == "cache_creation_input_tokens") read_count(span.in(object), usage.cache_write);
    if (span.key == "output_tokens_details") {
      read_count(json_at(span.in(object), "thinking_tokens"), usage.reasoning);
    }
  }
}

std::string write_usage(const TokenUsage& usage) {
  std::string out = R"({"input_tokens":)" + std::to_string(usage.input) +
                    R"(,"cache_creation_input_tokens":)" + std::to_string(usage.cache_write) +
                    R"(,"cache_read_input_tokens":)" + std::to_string(usage.cache_read) +
                    R"(,"output_tokens":)" + std::to_string(usage.output);
  if (usage.reasoning > 0) {
    out +=
        R"(,"output_tokens_details":{"thinking_tokens":)" + std::to_string(usage.reasoning) + "}";
  }
  return out + "}";
}

}  // namespace edgee::anthropic
