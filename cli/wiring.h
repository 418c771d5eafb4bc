// Puts the machine behind the ports. wiring.cpp is the only file that names platform classes.
#pragma once

#include <memory>

#include "cli/context.h"

namespace edgee {

// First thing in main: remembers what edgee was started with and hardens the process. An error when
// there is no home or no current directory.
[[nodiscard]] Result<std::unique_ptr<Context>> make_context();

}  // namespace edgee
