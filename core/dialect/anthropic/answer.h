// Non-streaming answers of Anthropic Messages as the events a stream would have had, and back.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/stream_event.h"

namespace edgee::anthropic {

// An error envelope under a 200 becomes a Fault. nullopt: the body is neither.
[[nodiscard]] std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body);
// Tools have their names in the agent's `request` again.
[[nodiscard]] std::string encode_answer(const std::vector<StreamEvent>& events,
                                        std::string_view model, std::string_view request = {});

}  // namespace edgee::anthropic
