// Times, lengths and counts as the ledger spells them for people. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/model/time.h"

namespace edgee {

// "14:03:22", of UTC; add the offset of the place before.
[[nodiscard]] std::string time_of_day(WallTime time);
// "2027-01-15"
[[nodiscard]] std::string day_of(WallTime time);
// "0.4 s", "12 s"
[[nodiscard]] std::string spell_seconds(Duration time);
// "4 s", "2 min", "3 h": no more than one unit.
[[nodiscard]] std::string spell_roughly(Duration time);
// "950", "12.3k"
[[nodiscard]] std::string spell_count(std::int64_t count);
[[nodiscard]] std::string spell_fixed(double value, int digits);
// The moment as people say it now: "14:03", or "24 Nov 14:03" when that is another day.
[[nodiscard]] std::string spell_moment(WallTime moment, WallTime now,
                                       std::chrono::seconds utc_offset);

}  // namespace edgee
