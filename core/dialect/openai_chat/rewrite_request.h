// The same Chat request for another try: with what was answered so far, without earlier thinking,
// or without what the vendor refuses of other models' answers. Every other byte stays, so that
// prompt caches hold. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"

namespace edgee::openai_chat {

// The meanings stand at Dialect::resume_request and Dialect::remove_thinking.
[[nodiscard]] std::optional<std::string> resume_request(const JsonDoc& request,
                                                        std::span<const std::string> texts,
                                                        bool prefill, std::string_view instruction);
// Assistant messages that held nothing else go too.
[[nodiscard]] std::optional<std::string> remove_thinking(const JsonDoc& request);

// Ids of tool calls that are too long for OpenAI become shorter ones; a call and its result stay
// together. That is all: reasoning in Chat is plain text that nobody signs, so nothing tells whose
// it is, and some vendors want back what others refuse.
[[nodiscard]] std::optional<std::string> strip_foreign(std::string_view raw);

}  // namespace edgee::openai_chat
