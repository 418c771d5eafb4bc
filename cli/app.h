// The command line: from argv to an exit code. The only place that catches exceptions and that
// prints errors.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/context.h"

namespace edgee {

// 0 ok, 1 failure, 2 usage, 4 login needed, 130 interrupted; `launch` gives the agent's own.
int run_edgee(int argc, char** argv, Context& context);

// The same for these commands and for arguments without the program's name.
int run_app(const std::vector<std::string>& arguments, Context& context,
            std::span<const CommandRow> rows);

}  // namespace edgee
