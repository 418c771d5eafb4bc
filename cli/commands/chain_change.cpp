// Changes of the user's config by a command: checked before they are saved.
#include <vector>

#include "cli/commands/chain.h"
#include "core/base/text.h"
#include "core/config/edit.h"
#include "core/config/parse.h"

namespace edgee {
namespace {

Result<std::string> read_own_config(Context& context) {
  Result<std::optional<std::string>> text = context.files().read(context.paths().config_file);
  if (!text) return tl::unexpected(text.error());
  return std::move(*text).value_or("");
}

std::vector<ConfigProblem> check_own(Context& context, const std::string& text, Config& config) {
  return parse_config({{context.paths().config_file, text, ConfigOrigin::user}}, config);
}

}  // namespace

Result<int> change_config(Context& context, const ConfigEdit& edit, const std::string& done) {
  const std::string& file = context.paths().config_file;
  const Result<std::string> before = read_own_config(context);
  if (!before) return tl::unexpected(before.error());
  Config config;
  if (const auto broken = check_own(context, *before, config); !broken.empty()) {
    return tl::unexpected(to_error(broken));
  }
  const Result<std::string> after = edit(*before);
  if (!after) return tl::unexpected(after.error());
  if (*after == *before) {
    context.io().err << "nothing to change in " << file << '\n';
    return 0;
  }
  if (const auto broken = check_own(context, *after, config); !broken.empty()) {
    std::string lines;
    for (const ConfigProblem& problem : broken) {
      lines += (lines.empty() ? "" : "\n") + problem.message;
      if (!problem.fix.empty()) lines += ": " + problem.fix;
    }
    return fail("nothing was saved: the configuration would not check", lines, kExitUsage);
  }
  if (auto written = context.files().write(file, *after); !written) {
    return tl::unexpected(written.error());
  }
  context.io().err << done << '\n';
  return 0;
}

Result<std::string> chain_to_edit(Context& context, const std::string& named) {
  if (!named.empty()) return named;
  const Result<std::string> text = read_own_config(context);
  if (!text) return tl::unexpected(text.error());
  Config config;
  if (const auto broken = check_own(context, *text, config); !broken.empty()) {
    return tl::unexpected(to_error(broken));
  }
  return config.default_chain;
}

Result<int> use_chain_by_default(Context& context, const std::string& name) {
  const ConfigEdit edit = [&](std::string_view toml) -> Result<std::string> {
    Config config;
    static_cast<void>(check_own(context, std::string(toml), config));
    if (config.chains.contains(name)) return use_chain(toml, name);
    std::vector<std::string> names;
    for (const auto& [chain, unused] : config.chains)
      names.push_back(chain);
    const std::string nearest = nearest_word(name, names);
    return fail("there is no chain \"" + name + "\" in " + context.paths().config_file,
                nearest.empty() ? "`edgee chain add TARGET --chain " + name + "` makes it"
                                : "did you mean \"" + nearest + "\"?",
                kExitUsage);
  };
  return change_config(context, edit, "chain " + name + " is now the default");
}

}  // namespace edgee
