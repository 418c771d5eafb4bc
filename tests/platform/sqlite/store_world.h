// What the tests of the store share.
#pragma once

#include <memory>
#include <string>

#include "platform/clock.h"
#include "platform/sqlite/sqlite_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace edgee {

inline AttemptEvent event_named(const std::string& request) {
  AttemptEvent event;
  event.at = WallTime(std::chrono::milliseconds(1'800'000'000'123));
  event.launch = "L1";
  event.agent = "claude";
  event.request = request;
  event.target = "agent";
  event.verdict = "done";
  event.status = 200;
  return event;
}

struct StoreWorld {
  TempDir temp;
  FakeClock clock;
  std::string file = temp / "state/ledger.sqlite";

  [[nodiscard]] std::unique_ptr<Store> open(std::int64_t days = 90, std::int64_t megabytes = 200) {
    return make_store({.file = file, .keep_days = days, .max_megabytes = megabytes}, clock);
  }
};

// -1 when it cannot be read.
inline int count(Store& store) {
  const auto events = store.read({.after_id = 0, .limit = 1'000'000, .launch = {}});
  return events ? static_cast<int>(events->size()) : -1;
}

}  // namespace edgee
