#include "cli/load_config.h"

#include <optional>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

// Unreadable notes mean no trust: the user is asked again rather than a host added in silence.
bool is_trusted(Context& context, const std::string& path, const std::string& text) {
  const auto notes = context.store().notes(kTrustNotes);
  if (!notes) return false;
  const auto found = notes->find(path);
  return found != notes->end() && found->second == context.crypto().sha256(text);
}

// EDGEE_CHAIN names the chain for all requests, as `edgee launch --chain` does.
Result<void> choose_chain(const Environment& environment, Config& config) {
  const std::string name = environment.get("EDGEE_CHAIN").value_or("");
  if (name.empty()) return {};
  if (!config.chains.contains(name)) {
    std::vector<std::string> names;
    for (const auto& [chain, unused] : config.chains)
      names.push_back(chain);
    const std::string nearest = nearest_word(name, names);
    return fail("EDGEE_CHAIN names no chain: \"" + name + "\"",
                nearest.empty() ? "`edgee chain list` shows the chains"
                                : "did you mean \"" + nearest + "\"?",
                kExitUsage);
  }
  config.default_chain = name;
  config.routes.clear();
  return {};
}

}  // namespace

Result<std::vector<ConfigText>> read_config_texts(Context& context) {
  std::vector<ConfigText> texts;
  const Paths& paths = context.paths();
  Result<std::optional<std::string>> user = context.files().read(paths.config_file);
  if (!user) return tl::unexpected(user.error());
  if (*user) texts.push_back({paths.config_file, std::move(**user), ConfigOrigin::user});
  if (paths.project_file.empty()) return texts;
  Result<std::optional<std::string>> project = context.files().read(paths.project_file);
  if (!project) return tl::unexpected(project.error());
  if (*project) {
    const ConfigOrigin origin = is_trusted(context, paths.project_file, **project)
                                    ? ConfigOrigin::trusted_project
                                    : ConfigOrigin::untrusted_project;
    texts.push_back({paths.project_file, std::move(**project), origin});
  }
  return texts;
}

Result<Config> load_config(Context& context) {
  const Result<std::vector<ConfigText>> texts = read_config_texts(context);
  if (!texts) return tl::unexpected(texts.error());
  Config config;
  const std::vector<ConfigProblem> problems = parse_config(*texts, config);
  if (!problems.empty()) return tl::unexpected(to_error(problems));
  if (auto chosen = choose_chain(context.environment(), config); !chosen) {
    return tl::unexpected(chosen.error());
  }
  return config;
}

}  // namespace edgee
