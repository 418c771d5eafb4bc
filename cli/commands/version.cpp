#include "cli/version.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "core/base/json.h"

namespace edgee {

std::string_view version_text() {
  return EDGEE_VERSION;
}

void declare_version(CLI::App& command, Context& context, Run& run) {
  const auto json = std::make_shared<bool>(false);
  command.add_flag("--json", *json, "As JSON");
  command.footer("Examples:\n  edgee version\n  edgee version --json");
  command.callback([json, &context, &run] {
    run = [json, &context]() -> Result<int> {
      if (*json) {
        context.io().out << dump_json(Json{{"version", version_text()}}) << '\n';
      } else {
        context.io().out << "edgee " << version_text() << '\n';
      }
      return 0;
    };
  });
}

}  // namespace edgee
