// The OpenAI Responses API, as agents (Codex, the openai and AI SDKs) and as providers speak it.
// https://developers.openai.com/api/docs/api-reference/responses
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

[[nodiscard]] const Dialect& openai_responses_dialect();

}  // namespace edgee
