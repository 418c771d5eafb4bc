// The wire formats. The names are those of the config (`dialect = "openai-chat"`).
#pragma once

#include <optional>
#include <string_view>

namespace edgee {

enum class DialectId { anthropic_messages, openai_chat, openai_responses, gemini };

[[nodiscard]] std::string_view to_string(DialectId dialect);
[[nodiscard]] std::optional<DialectId> parse_dialect(std::string_view name);

}  // namespace edgee
