// The commands, one file each beside this header. A row in cli/command_table.cpp names them.
#pragma once

#include "cli/command.h"

namespace edgee {

// The agent's own arguments are in context.passed_on().
void declare_launch(CLI::App& command, Context& context, Run& run);
void declare_chain(CLI::App& command, Context& context, Run& run);
void declare_key(CLI::App& command, Context& context, Run& run);
void declare_status(CLI::App& command, Context& context, Run& run);
void declare_log(CLI::App& command, Context& context, Run& run);
void declare_stats(CLI::App& command, Context& context, Run& run);
void declare_statusline(CLI::App& command, Context& context, Run& run);
void declare_drill(CLI::App& command, Context& context, Run& run);
void declare_proxy(CLI::App& command, Context& context, Run& run);
void declare_trust(CLI::App& command, Context& context, Run& run);
void declare_version(CLI::App& command, Context& context, Run& run);
void declare_help(CLI::App& command, Context& context, Run& run);

}  // namespace edgee
