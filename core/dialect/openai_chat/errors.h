// Errors and keep-alives as OpenAI Chat writes them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee::openai_chat {

// {"error":{"message","type","param","code"}}
[[nodiscard]] std::string encode_error(int status, std::optional<FailureKind> kind,
                                       std::string_view message);
// The same as an event. Nothing may follow it, [DONE] least of all: the answer has failed.
[[nodiscard]] std::string encode_error_event(int status, std::optional<FailureKind> kind,
                                             std::string_view message);
// For a fault that a provider reported in mid-stream.
[[nodiscard]] std::string encode_fault(const FailureFacts& facts);

inline constexpr std::string_view kKeepAlive = ": keep-alive\n\n";

}  // namespace edgee::openai_chat
