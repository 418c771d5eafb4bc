// HealthEntry <-> a row of the table `health`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/health_store.h"
#include "platform/sqlite/database.h"

namespace edgee {

struct HealthNews {
  std::vector<HealthRow> rows;
  std::int64_t revision = 0;  // of the newest
};
// What is newer than `revision`.
[[nodiscard]] SqlResult<HealthNews> select_health(Database& database, std::int64_t revision);

// Reads the row, changes it and writes it. Inside a transaction that may write.
SqlResult<void> change_health(Database& database, const std::string& scope,
                              const HealthChange& change);

// Compare and set in one statement. nullopt: nothing rests under that scope.
[[nodiscard]] SqlResult<std::optional<bool>> lease_health(Database& database,
                                                          const LeaseRequest& request);

// Keeps what changed last. Scopes are few, but models come and go over the years.
SqlResult<void> trim_health(Database& database);

}  // namespace edgee
