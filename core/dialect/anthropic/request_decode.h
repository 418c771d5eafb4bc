// A request of Anthropic Messages as a Conversation, for targets of another dialect. By scanning:
// schemas and tool inputs keep their text. Pure.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/model/conversation.h"

namespace edgee::anthropic {

[[nodiscard]] Result<Conversation> decode_request(std::string_view raw);

// A system text without the agent's attribution line, which only the vendor may see.
[[nodiscard]] std::string_view without_attribution(std::string_view text);

}  // namespace edgee::anthropic
