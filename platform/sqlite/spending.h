// Sums of the ledger's costs, read beside the store over a connection of their own, so that nobody
// waits for a write. Safe from any thread.
#pragma once

#include <memory>
#include <string>

#include "core/ports/clock.h"
#include "core/ports/spending.h"

namespace edgee {

// `file` as the store has it; it may be made later. The clock must outlive the result.
[[nodiscard]] std::unique_ptr<Spending> make_spending(std::string file, Clock& clock);

}  // namespace edgee
