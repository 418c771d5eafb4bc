// AttemptEvent <-> a row of the table `attempts`, and the cap on how many are kept.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/event.h"
#include "core/ports/store.h"
#include "platform/sqlite/database.h"

namespace edgee {

// All in one transaction, or none.
SqlResult<void> insert_events(Database& database, std::span<const AttemptEvent> events);

// Oldest first.
[[nodiscard]] SqlResult<std::vector<AttemptEvent>> select_events(Database& database,
                                                                 const EventQuery& query);

// Drops what is older than `oldest`, then the oldest of the rest until the file fits.
SqlResult<void> trim_events(Database& database, WallTime oldest, std::int64_t max_bytes);

}  // namespace edgee
