// How an answer changes the health of a scope, and what an entry means at a moment. Pure, so that
// the same change can run on what a process remembers and on what all share.
#pragma once

#include <optional>
#include <string>

#include "core/model/health_entry.h"

namespace edgee {

// Nothing rests longer than the longest window, a month; what says otherwise is a broken clock.
inline constexpr Duration kLongestRest{std::chrono::hours(24 * 32)};
// One request in so long finds out whether a window that is far from its reset, or a permanent
// fault, was mended by hand.
inline constexpr Duration kHopeEvery{std::chrono::minutes(10)};
// A holder that was killed blocks nobody for longer.
inline constexpr Duration kProbeLease{std::chrono::minutes(2)};

// `fixed` is the chain's own cool-down: 0 means none. `reason` is for people.
void note_failure(HealthEntry& entry, const Outcome& outcome, std::optional<Duration> fixed,
                  const std::string& reason, WallTime now);
void note_success(HealthEntry& entry);
// Sets the scope aside until the reset, although it still answers.
void note_cap(HealthEntry& entry, WallTime resets_at, const std::string& reason, WallTime now);
void drop_lease(HealthEntry& entry, const std::string& holder);

// Written by a clock that has gone back since.
[[nodiscard]] bool is_from_the_future(const HealthEntry& entry, WallTime now);
// The same rest, counted from now.
void mend_clock(HealthEntry& entry, WallTime now);

[[nodiscard]] bool rests(const HealthEntry& entry);
[[nodiscard]] bool is_half_open(const HealthEntry& entry, WallTime now);
[[nodiscard]] bool is_leased(const HealthEntry& entry, WallTime now);
// Of the cool-down; 0 when it is over.
[[nodiscard]] Duration rest_left(const HealthEntry& entry, WallTime now);

}  // namespace edgee
