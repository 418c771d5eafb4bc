// Chat's words for why a model stopped and what it cost. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json_fwd.h"
#include "core/model/stream_event.h"

namespace edgee::openai_chat {

// `has_calls`: several servers say "stop" although they called tools.
[[nodiscard]] Stop read_stop(std::string_view word, bool has_calls);
// The words by which some servers say that the answer failed ("error", "abort").
[[nodiscard]] bool is_failure_word(std::string_view word);

[[nodiscard]] TokenUsage read_usage(const Json& usage);

// The finish_reason for an agent: one of OpenAI's own, as some agents ask on and on when they do
// not know the word. `has_calls`: tools were called, whatever the model said.
[[nodiscard]] std::string_view stop_word(const Stop& stop, bool has_calls);
// A JSON object.
[[nodiscard]] std::string write_usage(const TokenUsage& usage);

}  // namespace edgee::openai_chat
