// Gemini's words for why a model stopped and what it cost. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/stream_event.h"

namespace edgee::gemini {

// `has_calls`: an answer that calls functions ends with STOP like any other.
[[nodiscard]] Stop read_stop(std::string_view word, bool has_calls);
// The words by which the model says that it broke its own call: nothing can be made of the answer.
[[nodiscard]] bool is_failure_word(std::string_view word);
[[nodiscard]] std::string_view write_stop(const Stop& stop);

// usageMetadata, as JSON text.
[[nodiscard]] TokenUsage read_usage(std::string_view usage);
[[nodiscard]] std::string write_usage(const TokenUsage& usage);

}  // namespace edgee::gemini
