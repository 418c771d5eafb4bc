// The codes by which agents of the Responses API act on an error, by what the failure is. Codex
// shows its own words for context_length_exceeded, insufficient_quota and usage_limit_reached, asks
// again after rate_limit_exceeded and server_error, and gives up at invalid_prompt. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee::openai_responses {

struct ErrorCode {
  std::string_view type;
  std::string_view code;  // "" = null
};

[[nodiscard]] ErrorCode error_code(int status, std::optional<FailureKind> kind);

}  // namespace edgee::openai_responses
