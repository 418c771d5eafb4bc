// The row of Anthropic Messages. Immutable; safe from any thread.
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

[[nodiscard]] const Dialect& anthropic_dialect();

}  // namespace edgee
