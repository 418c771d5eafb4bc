#include "core/dialect/openai_responses/words.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "core/base/json_scan.h"

namespace edgee::openai_responses {
namespace {

std::int64_t count_at(std::string_view object, std::string_view key) {
  const std::string_view number = json_at(object, key);
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc{} ? std::max<std::int64_t>(0, value) : 0;
}

}  // namespace

TokenUsage read_usage(std::string_view object) {
  const std::string_view details = json_at(object, "input_tokens_details");
  TokenUsage usage;
  usage.cache_read = count_at(details, "cached_tokens");
  usage.cache_write = count_at(details, "cache_write_tokens");
  usage.input = std::max<std::int64_t>(
      0, count_at(object, "input_tokens") - usage.cache_read - usage.cache_write);
  usage.output = count_at(object, "output_tokens");
  usage.reasoning = count_at(json_at(object, "output_tokens_details"), "reasoning_tokens");
  return usage;
}

std::string write_usage(const TokenUsage& usage) {
  const std::int64_t input = usage.input + usage.cache_read + usage.cache_write;
  return R"({"input_tokens":)" + std::to_string(input) +
         R"(,"input_tokens_details":{"cached_tokens":)" + std::to_string(usage.cache_read) +
         R"(,"cache_write_tokens":)" + std::to_string(usage.cache_write) + R"(},"output_tokens":)" +
         std::to_string(usage.output) + R"(,"output_tokens_details":{"reasoning_tokens":)" +
         std::to_string(usage.reasoning) + R"(},"total_tokens":)" +
         std::to_string(input + usage.output) + "}";
}

Stop stop_of_incomplete(std::string_view reason) {
  if (reason == "content_filter") return {StopReason::refusal, {}, {}};
  if (reason == "max_output_tokens" || reason == "max_tokens" || reason == "length") {
    return {StopReason::max_tokens, {}, {}};
  }
  return {StopReason::other, {}, std::string(reason.empty() ? "incomplete" : reason)};
}

std::string incomplete_reason(const Stop& stop) {
  switch (stop.reason) {
    case StopReason::max_tokens:
    case StopReason::window_exceeded:
      return "max_output_tokens";
    case StopReason::refusal:
      return "content_filter";
    case StopReason::end_turn:
    case StopReason::stop_sequence:
    case StopReason::tool_use:
    case StopReason::pause:
    case StopReason::other:
      return {};
  }
  return {};
}

}  // namespace edgee::openai_responses
