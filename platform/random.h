// Chance from the operating system's generator. Safe from any thread.
#pragma once

#include <memory>

#include "core/ports/random.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Random> make_random();

}  // namespace edgee
