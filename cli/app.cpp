#include "cli/app.h"

#include <algorithm>
#include <exception>
#include <functional>

#include <CLI/CLI.hpp>

#include "cli/command_line.h"
#include "cli/streams.h"
#include "cli/version.h"
#include "core/base/text.h"

namespace edgee {
namespace {

void print_error(Streams& io, const Error& error) {
  io.out.flush();
  io.err << styled(io, Style::red, "edgee:") << ' ' << error.message << '\n';
  if (error.hint.empty()) return;
  for (const std::string_view line : split(error.hint, '\n'))
    io.err << "  " << line << '\n';
}

// Without the limit a word behind a command would count as a command too, when it is named like
// one: `edgee chain show log`.
void take_one_command(CLI::App& app) {
  const auto commands = app.get_subcommands([](CLI::App*) { return true; });
  if (commands.empty()) return;
  app.require_subcommand(1);
  for (CLI::App* const command : commands) {
    command->group("Commands");
    take_one_command(*command);
  }
}

void declare_commands(CLI::App& app, Context& context, Run& run, std::span<const CommandRow> rows) {
  app.set_help_flag("-h,--help", "Show this help");
  app.set_version_flag("--version", "edgee " + std::string(version_text()), "Show the version");
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("N:POSITIVE", "N");
  app.footer(
      "Examples:\n"
      "  edgee launch claude           Claude Code, with your chain behind it\n"
      "  edgee chain edit              the models that step in, in order\n\n"
      "`edgee help exit-codes` and `edgee help environment` say what scripts need.");
  for (const CommandRow& row : rows) {
    CLI::App* const command = app.add_subcommand(std::string(row.name), std::string(row.summary));
    row.declare(*command, context, run);
  }
  take_one_command(app);
}

bool passes_on(std::span<const CommandRow> rows, std::string_view name) {
  return std::any_of(rows.begin(), rows.end(), [&](const CommandRow& row) {
    return row.name == name && row.passes_arguments_on;
  });
}

Result<int> parse_and_run(CLI::App& app, const Run& run, std::vector<std::string> arguments,
                          bool pass_on, Context& context) {
  Streams& io = context.io();
  if (arguments.empty()) {
    io.out << app.help();
    return 0;
  }
  if (pass_on) {
    context.set_passed_on(cut_passed_on(arguments, *app.get_subcommand(arguments.front())));
  }
  if (auto known = check_commands(app, arguments); !known) return tl::unexpected(known.error());
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    io.out << app.help();
    return 0;
  } catch (const CLI::CallForVersion& version) {
    io.out << version.what() << '\n';
    return 0;
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(explain(app, error, arguments));
  }
  if (!run) return tl::unexpected(Error{"nothing to do", "`edgee --help` shows how", kExitUsage});
  return run();
}

}  // namespace

int run_app(const std::vector<std::string>& arguments, Context& context,
            std::span<const CommandRow> rows) {
  Streams& io = context.io();
  try {
    Run run;
    CLI::App app("edgee keeps a coding agent's session alive when its model fails", "edgee");
    declare_commands(app, context, run, rows);
    const bool pass_on = !arguments.empty() && passes_on(rows, arguments.front());
    const Result<int> code = parse_and_run(app, run, arguments, pass_on, context);
    if (!code) {
      print_error(io, code.error());
      return code.error().exit_code;
    }
    if (io.out.flush()) return *code;
    print_error(io, {"cannot write to stdout", "", kExitFailure});
  } catch (const std::exception& error) {
    print_error(io, {"unexpected failure: " + printable(error.what()), "", kExitFailure});
  }
  return kExitFailure;
}

int run_edgee(int argc, char** argv, Context& context) {
  return run_app(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), context,
                 command_table());
}

}  // namespace edgee
