// Waits and moments that stand only in the words of an error. Internal to the catalogue; pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/time.h"

namespace edgee {

// "Please try again in 1.2s", "retry after 20 seconds", "Please retry in 10h17m5.7s".
[[nodiscard]] std::optional<Duration> wait_in_words(std::string_view words);

// "6m0s", "120ms", "1.2s", "20 seconds", "20" (seconds). nullopt when it starts with no number.
[[nodiscard]] std::optional<Duration> read_wait(std::string_view text);

// The first "2026-08-14T00:00:00Z" or "2026-08-14 00:00:00". Without a zone it is read as China
// time: those who write it so are there, and too early a moment costs one request only.
[[nodiscard]] std::optional<WallTime> moment_in_words(std::string_view words);

}  // namespace edgee
