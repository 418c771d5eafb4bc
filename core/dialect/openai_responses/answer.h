// Non-streaming answers of the Responses API as the events a stream would have had, and back. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/request.h"
#include "core/model/stream_event.h"

namespace edgee::openai_responses {

// An error under a 200, or a response that failed, becomes a Fault. nullopt: the body is neither.
[[nodiscard]] std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body);
[[nodiscard]] std::string encode_answer(const std::vector<StreamEvent>& events,
                                        const Request& request);

}  // namespace edgee::openai_responses
