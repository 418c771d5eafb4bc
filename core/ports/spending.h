// What all sessions of this user have spent, as the ledger has it. Implementations may be used from
// any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/time.h"

namespace edgee {

struct SpendQuery {
  WallTime since;             // attempts that began at or after
  std::int64_t after_id = 0;  // only what was written behind this row; 0 = all
  std::string except_launch;  // whose attempts are left out
};

// The attempts of a quarter of an hour that went to one provider for one chain, summed up. Every
// local midnight falls between two quarters.
struct SpendRow {
  WallTime quarter;      // its beginning
  std::string provider;  // "agent" = the pass-through
  std::string chain;
  double usd = 0;         // attempts without a known price count as 0
  double second_usd = 0;  // of that, for answers that came second
};

struct SpendAnswer {
  std::vector<SpendRow> rows;
  std::int64_t last_id = 0;  // for the next query's after_id
};

class Spending {
 public:
  Spending() = default;
  Spending(const Spending&) = delete;
  Spending& operator=(const Spending&) = delete;
  virtual ~Spending() = default;

  // Waits for no other process; an empty answer when there is no ledger yet.
  [[nodiscard]] virtual Result<SpendAnswer> read(const SpendQuery& query) = 0;
};

}  // namespace edgee
