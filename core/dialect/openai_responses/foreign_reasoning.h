// Reasoning that no OpenAI model did: an answer translated from another dialect shows it as an item
// whose id has our mark. OpenAI would look for its encrypted form, so it goes out again by the mark
// when the request returns there. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"

namespace edgee::openai_responses {

inline constexpr std::string_view kForeignReasoning = "rs_edgee_";

// `literal` with its quotes.
[[nodiscard]] bool is_foreign_id(std::string_view literal);

// The meanings stand at Dialect::strip_foreign and Dialect::remove_thinking.
[[nodiscard]] std::optional<std::string> strip_foreign(std::string_view raw);
[[nodiscard]] std::optional<std::string> remove_thinking(const JsonDoc& request);

}  // namespace edgee::openai_responses
