// How long to wait before asking the same target again, and how long to leave it alone. Pure.
#pragma once

#include <optional>

#include "core/model/outcome.h"
#include "core/ports/random.h"

namespace edgee {

// Asking again cannot help before somebody changes something (a key, a plan, the request).
[[nodiscard]] bool is_permanent(FailureKind kind);
// Worth asking the same target again within seconds.
[[nodiscard]] bool may_repeat(FailureKind kind);

// min(Retry-After, 0.5 s * 2^n capped at 8 s with full jitter); n counts repeats from 0.
[[nodiscard]] Duration repeat_wait(const FailureFacts& failure, int repeats, Random& random);

// The cool-down after `failures` in a row (from 1): reset time ahead, else Retry-After, else 10 s
// doubling to 10 min; a permanent fault (credential, model missing) or a quota that names no time
// 10 min at once.
[[nodiscard]] Duration cool_down(const FailureFacts& failure, int failures, WallTime now);

}  // namespace edgee
