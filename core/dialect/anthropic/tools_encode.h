// The tools of a conversation, and the choice among them, as Anthropic Messages has them. Pure.
#pragma once

#include <string>

#include "core/dialect/dialect.h"

namespace edgee::anthropic {

// A list. Claude's servers refuse a history of calls without any tools: then those that were called
// are listed, and encode_choice takes none of them.
[[nodiscard]] std::string encode_tools(const Conversation& conversation,
                                       const EncodeTarget& target);
// "" = nothing to be said.
[[nodiscard]] std::string encode_choice(const Conversation& conversation,
                                        const EncodeTarget& target);

}  // namespace edgee::anthropic
