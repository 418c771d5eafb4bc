// The file that the ledger and the shared health live in, as people read of it.
#pragma once

#include <string>

#include "platform/sqlite/database.h"

namespace edgee {

[[nodiscard]] bool exists(const std::string& file);

// Why it cannot be used: one sentence without its ending.
[[nodiscard]] std::string explain(const SqlFailure& failure, const std::string& file);

}  // namespace edgee
