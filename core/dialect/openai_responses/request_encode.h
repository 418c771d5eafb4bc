// A conversation as a Responses request for one target. Pure.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// What is lost on the way: thinking of earlier answers, stop sequences, that a result was an error
// (its text says so), blocks without a common form, and whatever the target's quirks refuse.
[[nodiscard]] Result<std::string> encode_request(const Conversation& conversation,
                                                 const EncodeTarget& target);

}  // namespace edgee::openai_responses
