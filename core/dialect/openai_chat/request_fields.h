// The table of a Chat request's fields: which of them others than its own vendor are told, and
// which ask for something that only that vendor can give. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json_doc.h"
#include "core/base/result.h"

namespace edgee::openai_chat {

// Fields that the splice knows what to do with; all others stay behind.
[[nodiscard]] bool is_common_field(std::string_view key);
[[nodiscard]] bool is_common_message_field(std::string_view key);
[[nodiscard]] bool is_common_call_field(std::string_view key);

// An error names what nobody but the agent's own vendor could answer to.
[[nodiscard]] Result<void> check_portable(const JsonDoc& request);

}  // namespace edgee::openai_chat
