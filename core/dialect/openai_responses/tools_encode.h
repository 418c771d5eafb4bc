// Tools and the choice among them, for one target. Pure.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// Appends the members to the object that `body` begins. Tools that another provider runs are left
// out; an error when the agent insists on one.
[[nodiscard]] Result<void> put_tools(std::string& body, const Conversation& conversation,
                                     const EncodeTarget& target);

}  // namespace edgee::openai_responses
