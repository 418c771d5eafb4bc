// What an event of a streamed answer costs on its way from a provider of one dialect to an agent of
// another, and that within a dialect not a byte changes.
#pragma once

#include "core/dialect/dialect.h"

namespace edgee::bench {

// Microseconds for each event, the median over many answers. `agent` is what the agent asked. Ends
// the program when the agent does not get a whole answer, or other bytes of its own dialect.
[[nodiscard]] double cost_of_event(DialectId provider, const Request& agent);

}  // namespace edgee::bench
