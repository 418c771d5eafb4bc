// What it costs to write a Claude Code request of 1 MB for a target of each dialect.
#pragma once

#include <string>

#include "core/dialect/dialect.h"

namespace edgee::bench {

struct RequestCost {
  double ms = 0;      // to decode and encode it, the median of many times
  double memory = 0;  // the most on the heap meanwhile, the request included, by its size
};

[[nodiscard]] Request claude_code_request();
// The same conversation as a client of the dialect would send it.
[[nodiscard]] Request request_in(DialectId dialect, const Request& claude);
[[nodiscard]] RequestCost cost_of_request(const Request& claude, DialectId target);

}  // namespace edgee::bench
