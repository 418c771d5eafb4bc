// OpenAI Chat Completions as an upstream's wire format, in the many ways it is spoken.
// https://platform.openai.com/docs/api-reference/chat
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

// Only the upstream side: no agent of this build speaks Chat, so the functions that read an agent's
// requests or write its answers are null.
[[nodiscard]] const Dialect& openai_chat_dialect();

}  // namespace edgee
