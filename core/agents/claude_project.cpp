#include "core/agents/claude_project.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/agents/claude_names.h"
#include "core/agents/claude_obstacles.h"
#include "core/base/text.h"

namespace edgee {
namespace {

bool is_proxy(std::string_view name) {
  return std::any_of(kProxyVariables.begin(), kProxyVariables.end(),
                     [name](std::string_view proxy) { return equals_ignoring_case(proxy, name); });
}

bool is_credential(std::string_view name) {
  return name == kClaudeHeaders || std::find(kClaudeCredentials.begin(), kClaudeCredentials.end(),
                                             name) != kClaudeCredentials.end();
}

bool sets_another_base_url(const ClaudeSettings& settings, std::string_view own) {
  return std::any_of(settings.sources.begin(), settings.sources.end(),
                     [own](const SettingsSource& source) {
                       const std::string_view url = source.variable(kClaudeBaseUrl);
                       return !source.is_own() && !url.empty() && url != own;
                     });
}

std::string own_key_helper(const ClaudeSettings& settings) {
  std::string helper;
  for (const SettingsSource& source : settings.sources) {
    if (source.is_own() && !source.key_helper.empty()) helper = source.key_helper;
  }
  return helper;
}

class Overrider {
 public:
  Overrider(const ClaudeSettings& settings, const Environment& environment, bool moves)
      : settings_(settings), environment_(environment), moves_(moves) {}

  void add(const SettingsSource& source) {
    std::vector<std::string> names;
    for (const auto& [name, value] : source.environment) {
      if (value.empty() || !add(name)) continue;
      names.push_back(name);
    }
    if (moves_ && !source.key_helper.empty()) {
      made_.key_helper = own_key_helper(settings_);
      names.emplace_back("apiKeyHelper");
    }
    if (names.empty()) return;
    made_.warnings.push_back(
        source.place + " sets " + join(names, ", ") +
        ": edgee takes that from your environment and your own settings only; to use it, put it "
        "into ~/.claude/settings.json");
  }

  ProjectOverrides take() { return std::move(made_); }

 private:
  // Whether the variable is one that the project may not decide.
  bool add(const std::string& name) {
    const bool cloud = is_other_cloud(name);
    const bool credential = moves_ && is_credential(name);
    if (cloud || credential) {
      made_.environment[name] = settings_.value_of(name, environment_, SettingsScope::own);
    }
    return cloud || credential || is_proxy(name) || name == kClaudeBaseUrl;
  }

  const ClaudeSettings& settings_;
  const Environment& environment_;
  const bool moves_;
  ProjectOverrides made_;
};

}  // namespace

ProjectOverrides override_project(const ClaudeSettings& settings, const Environment& environment,
                                  const std::string& own_base_url) {
  Overrider overrider(settings, environment, sets_another_base_url(settings, own_base_url));
  for (const SettingsSource& source : settings.sources) {
    if (!source.is_own()) overrider.add(source);
  }
  return overrider.take();
}

}  // namespace edgee
