// A ledger in which nobody has spent anything.
#pragma once

#include "core/ports/spending.h"

namespace edgee {

class NoSpending : public Spending {
 public:
  [[nodiscard]] Result<SpendAnswer> read(const SpendQuery&) override { return SpendAnswer{}; }
};

}  // namespace edgee
