// A whole, non-streaming Chat answer. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/request.h"
#include "core/model/stream_event.h"

namespace edgee::openai_chat {

// As the events that a stream would have had; an error under a 200 gives a Fault. nullopt: the
// text is no answer of this dialect.
[[nodiscard]] std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body);
// For the agent that sent `request`.
[[nodiscard]] std::string encode_answer(const std::vector<StreamEvent>& events,
                                        const Request& request);

}  // namespace edgee::openai_chat
