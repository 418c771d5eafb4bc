// A conversation's history as the items of a request's input. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dialect/dialect.h"

namespace edgee::openai_responses {

// A JSON list. Each call has one output and each output its call: what lacks the other half is
// mended, because OpenAI refuses it. Thinking stays out, and blocks without a common form.
[[nodiscard]] Result<std::string> encode_input(const Conversation& conversation,
                                               const EncodeTarget& target);

// At most 64 characters; equal ids stay equal.
[[nodiscard]] std::string short_call_id(std::string_view id);

// The text of a freeform tool's input {"input":"..."}; whole as it is when it is something else.
[[nodiscard]] std::string freeform_text(std::string_view input_json);

}  // namespace edgee::openai_responses
