// A page on the whole terminal, drawn again and again. Main thread only.
#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"
#include "core/model/time.h"

namespace edgee {

// Shows what `draw` gives every `every`, until q or Ctrl-C is typed or a signal asks to end; then
// the terminal is as it was. 0, or the signal. An error when there is no terminal.
Result<int> watch_screen(const std::function<std::string()>& draw, Duration every);

}  // namespace edgee
