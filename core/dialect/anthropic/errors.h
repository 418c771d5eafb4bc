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

// A begun message with an open, empty text block 0; the real message begins with its own
// message_start, which takes this one back.
[[nodiscard]] std::string early_start(std::string_view message_id, std::string_view model);

inline constexpr std::string_view kKeepAlive = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
inline constexpr std::string_view kKeepAliveEvent =
    "event: content_block_delta\n"
    "data: {\"type\":\"content_block_delta\",\"index\":0,"
    "\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}\n\n";

}  // namespace edgee::anthropic
