// Errors and keep-alives as Gemini writes them. Pure.
//
// Readers of Gemini's event streams are no readers of events in general: the Go SDK fails at any
// frame that does not begin with "data:", older versions of @google/genai (which Gemini CLI holds)
// wait for ever behind a comment or a blank line. So a keep-alive is a chunk, and one that all of
// them take for valid: a thought without words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/outcome.h"

namespace edgee::gemini {

// Google's envelope. What Gemini CLI acts on is in it: the status word, a wait that the message
// names, and for a cap that no retry soon lifts the mark of a day's quota, at which it stops.
[[nodiscard]] std::string encode_error(int status, std::optional<FailureKind> kind,
                                       std::string_view message);
[[nodiscard]] std::string encode_error_event(int status, std::optional<FailureKind> kind,
                                             std::string_view message);
// For a fault that a provider reported in mid-stream.
[[nodiscard]] std::string encode_fault(const FailureFacts& facts);

inline constexpr std::string_view kKeepAlive =
    R"(data: {"candidates":[{"content":{"parts":[{"text":"","thought":true}],"role":"model"},)"
    R"("index":0}]})"
    "\n\n";

}  // namespace edgee::gemini
