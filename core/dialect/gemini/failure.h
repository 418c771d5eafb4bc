// What an error of Gemini says: status and Google's envelope as FailureFacts. Pure.
// https://google.aip.dev/193, https://ai.google.dev/gemini-api/docs/troubleshooting
#pragma once

#include <optional>
#include <string_view>

#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/time.h"

namespace edgee::gemini {

[[nodiscard]] FailureFacts read_failure(int status, const HeaderList& headers,
                                        std::string_view body, WallTime now);
// The object under "error", as JSON text.
[[nodiscard]] FailureFacts read_error(std::string_view error);

// "Please retry in 10h17m5.7s": the wait that words name.
[[nodiscard]] std::optional<Duration> retry_in_words(std::string_view words);

}  // namespace edgee::gemini
