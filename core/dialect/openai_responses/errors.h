// Errors and keep-alives as the Responses API writes them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee::openai_responses {

// {"error":{"message","type","param","code"}}
[[nodiscard]] std::string encode_error(int status, std::optional<FailureKind> kind,
                                       std::string_view message);
// A response.failed, which Codex acts on, and an error event, which SDKs act on.
[[nodiscard]] std::string encode_error_event(int status, std::optional<FailureKind> kind,
                                             std::string_view message);
// For a fault that a provider reported in mid-stream; and the same as "error" of a response.
[[nodiscard]] std::string encode_fault(const FailureFacts& facts, std::string_view response_id,
                                       std::string_view model, long long sequence);
[[nodiscard]] std::string write_error(const FailureFacts& facts);

inline constexpr std::string_view kKeepAlive = ": keepalive\n\n";
// Any data resets Codex's idle timer; comments do not. OpenAI's own streams hold such events. The
// SDKs take one behind response.created only: an early head begins with that, and so does a stream.
inline constexpr std::string_view kKeepAliveEvent =
    "event: keepalive\ndata: {\"type\":\"keepalive\"}\n\n";

}  // namespace edgee::openai_responses
