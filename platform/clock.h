// The machine's clocks. Safe from any thread.
#pragma once

#include <memory>

#include "core/ports/clock.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Clock> make_clock();

}  // namespace edgee
