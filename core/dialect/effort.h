// How much a model is asked to think, in the words that several dialects share. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/model/conversation.h"

namespace edgee {

// One of none, minimal, low, medium, high, xhigh, max.
[[nodiscard]] bool is_effort(std::string_view word);

// low, medium or high, for those that name no tokens.
[[nodiscard]] std::string_view effort_of_budget(std::int64_t tokens);

// What the agent wants; "" = no opinion.
[[nodiscard]] std::string_view wished_effort(const Conversation& conversation);

// The first of `words` at or above `wish`, else their last; of low, medium, high when there are
// none. With `reasons_always` it is never "none".
[[nodiscard]] std::string nearest_effort(std::string_view wish, std::span<const std::string> words,
                                         bool reasons_always = false);

}  // namespace edgee
