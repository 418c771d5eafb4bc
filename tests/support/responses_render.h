// An answer as a provider of OpenAI Responses streams it, event by event. Used by answer_render.
// Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/answer_model.h"

namespace edgee::model {

using Pieces = std::function<std::vector<std::string>(const std::string& text)>;

// All events but the last; `input_of` gives the input of a tool call as it is to be sent.
[[nodiscard]] std::vector<std::string> responses_events(
    const Rest& rest, const std::string& id, const Pieces& pieces,
    const std::function<std::string(const Item&)>& input_of);
// What the last event holds, and the answer to a request that does not stream.
[[nodiscard]] OrderedJson responses_object(const Rest& rest, const std::string& id);
[[nodiscard]] std::string responses_completed(const Rest& rest, const std::string& id);

}  // namespace edgee::model
