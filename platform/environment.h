// The process environment as it was when edgee started: a copy, so any thread may read it.
#pragma once

#include <memory>

#include "core/ports/environment.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Environment> make_environment();

}  // namespace edgee
