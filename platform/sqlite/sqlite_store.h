// The ledger in one SQLite file that all sessions of a user share. Safe from any thread; nothing is
// opened before it is needed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/ports/clock.h"
#include "core/ports/store.h"

namespace edgee {

struct StoreSettings {
  std::string file;
  std::int64_t keep_days = 90;
  std::int64_t max_megabytes = 200;
};
// The clock must outlive the store.
[[nodiscard]] std::unique_ptr<Store> make_store(StoreSettings settings, Clock& clock);

}  // namespace edgee
