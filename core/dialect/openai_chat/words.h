// Chat's words for why a model stopped and what it cost. Pure.
#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/model/stream_event.h"

namespace edgee::openai_chat {

// `has_calls`: several servers say "stop" although they called tools.
[[nodiscard]] Stop read_stop(std::string_view word, bool has_calls);
// The words by which some servers say that the answer failed ("error", "abort").
[[nodiscard]] bool is_failure_word(std::string_view word);

[[nodiscard]] TokenUsage read_usage(const Json& usage);

}  // namespace edgee::openai_chat
