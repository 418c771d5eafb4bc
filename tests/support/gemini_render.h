// An answer as a provider of Gemini streams it, chunk by chunk. Used by answer_render. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/answer_model.h"

namespace edgee::model {

// All chunks but the last. `spoiled`: the last call could not be read by the server, which leaves
// it out.
[[nodiscard]] std::vector<std::string> gemini_chunks(
    const Rest& rest, const std::string& id,
    const std::function<std::vector<std::string>(const std::string& text)>& pieces, bool spoiled);
// With the reason to stop.
[[nodiscard]] std::string gemini_last(const std::string& id, bool spoiled);
// The answer to a request that does not stream.
[[nodiscard]] std::string gemini_whole(const Rest& rest, const std::string& id);

}  // namespace edgee::model
