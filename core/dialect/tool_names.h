// Names of tools as every dialect takes them. An agent's may be longer or hold more
// ("mcp.fs/read"): a Conversation has plain ones, and the agent's dialect knows the way back.
// Nothing is remembered: the same name always maps to the same name. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace edgee {

// [A-Za-z0-9_-] only, at least one of them.
[[nodiscard]] bool is_plain_word(std::string_view text);

// So many letters and digits, always the same for the same text.
[[nodiscard]] std::string hashed_word(std::string_view text, std::size_t length);

// A plain word of at most 64. What is one stays; of others no two become the same, for all that a
// hash of 47 bits can promise.
[[nodiscard]] std::string plain_tool_name(std::string_view name);

}  // namespace edgee
