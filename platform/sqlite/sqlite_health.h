// The health that all sessions share, in the ledger's file. Safe from any thread. Requests read
// through one connection and lease through another; a thread of its own writes.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/ports/clock.h"
#include "core/ports/health_store.h"

namespace edgee {

struct HealthStoreSettings {
  std::string file;
  // Of a burst of requests only the first in so much time looks for news. Each look costs two locks
  // of the file and some five microseconds of a request's way to its first byte.
  Duration look_every{0};
  // The longest that a statement waited for another process, in ms; outlives the store.
  std::atomic<Duration::rep>* longest_wait = nullptr;
};
// The clock must outlive the store.
[[nodiscard]] std::unique_ptr<HealthStore> make_health_store(HealthStoreSettings settings,
                                                             Clock& clock);

}  // namespace edgee
