// The terminal: whether there is one, and a line typed without echo. Main thread only.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace edgee {

// 0, 1 and 2 are stdin, stdout and stderr.
[[nodiscard]] bool is_terminal(int descriptor);

// Prints the prompt on stderr and reads a line from stdin with echo off. The terminal is put back
// when a signal ends or stops edgee. An error when stdin is no terminal or ended.
[[nodiscard]] Result<Secret> read_hidden_line(const std::string& prompt);

}  // namespace edgee
