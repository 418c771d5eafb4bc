// How long a provider asks to wait. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/headers.h"
#include "core/model/time.h"

namespace edgee {

// retry-after-ms, else retry-after in seconds (decimals allowed) or as an HTTP date. Never
// negative.
[[nodiscard]] std::optional<Duration> read_retry_after(const HeaderList& headers, WallTime now);

// "Fri, 20 Nov 2026 23:00:00 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::optional<WallTime> parse_http_date(std::string_view text);
// "2026-11-20T23:00:00Z", also with a fraction or an offset (RFC 3339).
[[nodiscard]] std::optional<WallTime> parse_rfc3339(std::string_view text);
// Seconds since 1970.
[[nodiscard]] std::optional<WallTime> parse_epoch_seconds(std::string_view text);

}  // namespace edgee
