// Waits and moments that stand only in the words of an error. Internal to the catalogue; pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/read_wait.h"
#include "core/model/time.h"

namespace edgee {

// "Please try again in 1.2s", "retry after 20 seconds", "Please retry in 10h17m5.7s".
[[nodiscard]] std::optional<Duration> wait_in_words(std::string_view words);

// The first "2026-08-14T00:00:00Z", "2026-08-14 00:00:00" or "2026-08-14 at 00:00 UTC". Without a
// zone it is read as China time: those who write it so are there, and too early a moment costs one
// request only.
[[nodiscard]] std::optional<WallTime> moment_in_words(std::string_view words);

// When caps open again that no answer names a moment for: 00:00 UTC on the first, and midnight in
// California (with its summer time).
[[nodiscard]] WallTime next_month(WallTime now);
[[nodiscard]] WallTime next_midnight_pacific(WallTime now);

}  // namespace edgee
