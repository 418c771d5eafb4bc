// How much a model is asked to think, in the words that a target takes. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// The next word at or above `wish` that the provider and the model take, else their highest.
[[nodiscard]] std::string effort_for(std::string_view wish, const EncodeTarget& target);

}  // namespace edgee::openai_responses
