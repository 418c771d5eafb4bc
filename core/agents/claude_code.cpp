#include "core/agents/claude_code.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/agents/claude_launch.h"
#include "core/agents/claude_names.h"
#include "core/agents/claude_obstacles.h"
#include "core/agents/claude_project.h"
#include "core/agents/claude_settings.h"
#include "core/agents/loopback_exception.h"
#include "core/base/text.h"

namespace edgee {
namespace {

using Variables = std::map<std::string, std::string>;

constexpr std::string_view kVendorUrl = "https://api.anthropic.com";

// As the agent reads it: spaces around it, and the case of its scheme, do not matter.
std::string own_base_url(const ClaudeSettings& settings, const Environment& environment) {
  const std::string set = settings.value_of(kClaudeBaseUrl, environment, SettingsScope::own);
  std::string url(trim(set));
  const std::size_t scheme = std::min(url.find("://"), url.size());
  url = lower(url.substr(0, scheme)) + url.substr(scheme);
  while (url.ends_with('/'))
    url.pop_back();
  return url == kVendorUrl ? std::string() : url;
}

Result<void> check_base_url(std::string_view url) {
  if (url.empty()) return {};
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  if (web && url.find_first_of("?# \t\r\n") == std::string_view::npos) return {};
  return fail("edgee cannot stand in front of your ANTHROPIC_BASE_URL",
              "it has to have the form https://host/path, without a query");
}

// A helper is run again after a 401, and a stored login refreshes itself; keys and tokens in the
// environment stay what they are.
bool is_refreshable(const ClaudeSettings& settings, const Environment& environment,
                    const ProjectOverrides& overrides) {
  const auto value = [&](std::string_view name) {
    const auto found = overrides.environment.find(std::string(name));
    return found != overrides.environment.end() ? found->second
                                                : settings.value_of(name, environment);
  };
  for (const SettingsSource& source : settings.sources) {
    const bool used = source.is_own() || !overrides.key_helper;
    if (used && !source.key_helper.empty()) return true;
  }
  if (std::any_of(kClaudeCredentials.begin(), kClaudeCredentials.end(),
                  [&value](std::string_view name) { return !value(name).empty(); })) {
    return false;
  }
  const std::string headers = value(kClaudeHeaders);
  const std::vector<std::string_view> lines = split(headers, '\n');
  return std::none_of(lines.begin(), lines.end(), [](std::string_view line) {
    return matches_glob("authorization:*", trim(line)) || matches_glob("x-api-key:*", trim(line));
  });
}

// Those of the settings, under the names that stand there.
Variables proxies_in(const ClaudeSettings& settings, SettingsScope scope) {
  Variables proxies;
  for (const SettingsSource& source : settings.sources) {
    if (scope == SettingsScope::own && !source.is_own()) continue;
    for (const auto& [name, value] : source.environment) {
      for (const std::string_view proxy : kProxyVariables) {
        if (equals_ignoring_case(name, proxy)) proxies[name] = value;
      }
    }
  }
  return proxies;
}

Variables over(Variables variables, const Variables& more) {
  for (const auto& [name, value] : more)
    variables[name] = value;
  return variables;
}

// In capitals, for our own side. Lower case wins, and a map lists it later.
Variables in_capitals(const Variables& proxies) {
  Variables capitals;
  for (const std::string_view proxy : kProxyVariables) {
    for (const auto& [name, value] : proxies) {
      if (equals_ignoring_case(name, proxy)) capitals[std::string(proxy)] = value;
    }
  }
  return capitals;
}

Result<LaunchPlan> plan(const LaunchInput& input, const Environment& environment, Files& files) {
  ClaudeLaunch launch;
  launch.arguments = input.arguments;
  launch.settings = read_claude_settings(input, environment, files);
  launch.flag = read_settings_flag(input, files);
  const ClaudeSettings& settings = launch.settings;
  if (const auto obstacle = find_obstacle(settings, environment)) {
    return tl::unexpected<Error>(*obstacle);
  }
  LaunchPlan plan;
  plan.vendor = "anthropic";
  plan.vendor_base_url = own_base_url(settings, environment);
  if (Result<void> good = check_base_url(plan.vendor_base_url); !good) {
    return tl::unexpected<Error>(good.error());
  }
  const ProjectOverrides overrides = override_project(settings, environment, plan.vendor_base_url);
  launch.environment = overrides.environment;
  launch.key_helper = overrides.key_helper;
  plan.refreshable_login = is_refreshable(settings, environment, overrides);

  const Variables all_proxies = proxies_in(settings, SettingsScope::all);
  plan.environment = except_loopback(over(environment.all(), all_proxies));
  if (!all_proxies.empty()) launch.environment = over(launch.environment, plan.environment);
  const Variables own_proxies = proxies_in(settings, SettingsScope::own);
  plan.upstream_proxy =
      in_capitals(over(own_proxies, except_loopback(over(environment.all(), own_proxies))));

  plan.shows_deltas = std::find(input.arguments.begin(), input.arguments.end(),
                                "--include-partial-messages") != input.arguments.end();
  plan.warnings = settings.warnings;
  plan.warnings.insert(plan.warnings.end(), overrides.warnings.begin(), overrides.warnings.end());
  if (starts_background(input.arguments)) {
    plan.warnings.emplace_back(
        "background sessions go on when edgee has ended, so they ask their vendor without it");
  }
  plan.point_at = [launch = std::move(launch)](const ProxyAddress& proxy,
                                               const LaunchExtras& extras) {
    return point_claude_at(launch, proxy, extras);
  };
  return plan;
}

}  // namespace

Agent claude_code_agent() {
  Agent agent;
  agent.profile.name = "claude";
  agent.profile.title = "Claude Code";
  agent.profile.dialect = DialectId::anthropic_messages;
  agent.profile.vendor = "anthropic";
  agent.profile.head_after = std::chrono::seconds(60);
  agent.profile.event_after = std::chrono::seconds(100);
  agent.profile.session_header = "x-claude-code-session-id";
  agent.profile.class_header = "x-claude-code-request-class";
  // Measured at 2.1.197, 2.1.260, 2.1.300 and 2.1.332.
  agent.profile.retracting = RetractingVersions{"claude-cli/", "2.1.197", "2.1.332", "2.1.332"};
  agent.profile.private_headers = "x-claude-code-";
  agent.program = "claude";
  agent.install_hint = "install it with: npm install -g @anthropic-ai/claude-code";
  agent.plan = plan;
  return agent;
}

}  // namespace edgee
