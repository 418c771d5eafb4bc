// The words of the Responses API for what an answer cost and how it ended. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/model/stream_event.h"

namespace edgee::openai_responses {

// input_tokens include what came from the cache and what went into it.
[[nodiscard]] TokenUsage read_usage(std::string_view object);
[[nodiscard]] std::string write_usage(const TokenUsage& usage);

// Of a response that was not whole: "max_output_tokens", "content_filter".
[[nodiscard]] Stop stop_of_incomplete(std::string_view reason);
// The reason for a response.incomplete; "" = the response is complete.
[[nodiscard]] std::string incomplete_reason(const Stop& stop);

}  // namespace edgee::openai_responses
