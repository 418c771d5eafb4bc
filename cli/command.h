// The contract of a command: one file in cli/commands and one row in the table.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/context.h"
#include "core/base/result.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library's own name
namespace CLI {
class App;
}

namespace edgee {

// What a parsed command line asks for; gives the exit code.
using Run = std::function<Result<int>()>;

struct CommandRow {
  std::string_view name;
  std::string_view summary;
  // Adds options and subcommands to `command`; when one of them is called, sets `run`.
  // `context` and `run` outlive the command line.
  void (*declare)(CLI::App& command, Context& context, Run& run) = nullptr;
  // Everything behind the first positional belongs to someone else (`launch claude ...`) and comes
  // through Context::passed_on(); the command declares only that positional.
  bool passes_arguments_on = false;
};

[[nodiscard]] std::span<const CommandRow> command_table();

}  // namespace edgee
