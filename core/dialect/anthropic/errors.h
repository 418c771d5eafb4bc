// Errors and keep-alives as Anthropic Messages writes them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee::anthropic {

[[nodiscard]] std::string encode_error(int status, std::string_view message);
[[nodiscard]] std::string encode_error_event(int status, std::string_view message);
// For a fault that a provider reported in mid-stream.
[[nodiscard]] std::string encode_fault(const FailureFacts& facts);

inline constexpr std::string_view kKeepAlive = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
// Claude Code's event watchdog takes it for progress (a ping is none). It bills the usage of the
// message's start once more, whatever stands in here; the vendor's SDK breaks without `usage`.
inline constexpr std::string_view kKeepAliveEvent =
    "event: message_delta\n"
    "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null,"
    "\"stop_sequence\":null},\"usage\":{\"output_tokens\":0}}\n\n";

}  // namespace edgee::anthropic
