#include "core/agents/claude_code.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/agents/claude_obstacles.h"
#include "core/agents/claude_settings.h"
#include "core/agents/claude_statusline.h"
#include "core/agents/loopback_exception.h"
#include "core/base/text.h"

namespace edgee {
namespace {

using Variables = std::map<std::string, std::string>;

constexpr std::string_view kBaseUrl = "ANTHROPIC_BASE_URL";
constexpr std::string_view kVendorUrl = "https://api.anthropic.com";

// MANAGED_BY_HOST makes the process environment win over every settings file for all that decides
// where requests go and who pays. In exchange Claude Code drops these from its own settings, so
// they are handed on in its environment. Names are globs; the agent compares them in any case.
constexpr std::array kModelNames{"ANTHROPIC_MODEL", "ANTHROPIC_DEFAULT_*",
                                 "ANTHROPIC_SMALL_FAST_MODEL", "CLAUDE_CODE_SUBAGENT_MODEL"};
constexpr std::array kCredentials{"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN",
                                  "CLAUDE_CODE_OAUTH_TOKEN"};
constexpr std::array kProxies{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"};
constexpr std::array kOthers{"CLAUDE_CODE_CERT_STORE", "DISABLE_GROWTHBOOK"};

template <class Names>
bool is_one_of(std::string_view name, const Names& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [name](const char* pattern) { return matches_glob(pattern, name); });
}

bool speaks_for_the_user(std::string_view name) {
  return is_one_of(name, kCredentials) || is_one_of(name, kProxies);
}

// What the agent's own settings would have put into its environment, had it not dropped it.
Variables dropped_settings(const ClaudeSettings& settings) {
  Variables dropped;
  for (const SettingsSource& source : settings.sources) {
    for (const auto& [name, value] : source.environment) {
      const bool own = speaks_for_the_user(name) || is_one_of(name, kOthers);
      if (is_one_of(name, kModelNames) || (source.is_own() && own)) dropped[name] = value;
    }
  }
  return dropped;
}

// A project must not choose where the user's login goes, nor who pays.
void warn_of_projects(const ClaudeSettings& settings, std::vector<std::string>& warnings) {
  for (const SettingsSource& source : settings.sources) {
    if (source.is_own()) continue;
    std::vector<std::string> names;
    for (const auto& [name, value] : source.environment) {
      const bool road = name == kBaseUrl || is_other_road(name);
      if (road || speaks_for_the_user(name)) names.push_back(name);
    }
    if (names.empty()) continue;
    warnings.push_back(source.place + " sets " + join(names, ", ") +
                       ": edgee takes that from your environment and your own settings only");
  }
}

// Settings win over the environment, as in the agent itself.
std::string own_base_url(const ClaudeSettings& settings, const Environment& environment) {
  std::string url = environment.get(kBaseUrl).value_or("");
  for (const SettingsSource& source : settings.sources) {
    const auto found = source.environment.find(std::string(kBaseUrl));
    if (source.is_own() && found != source.environment.end()) url = found->second;
  }
  while (url.ends_with('/'))
    url.pop_back();
  return url == kVendorUrl ? std::string() : url;
}

Result<void> check_base_url(std::string_view url) {
  if (url.empty()) return {};
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  if (web && url.find_first_of("?# \t\r\n") == std::string_view::npos) return {};
  return fail("your ANTHROPIC_BASE_URL is no address that Claude Code could use",
              "it has the form https://host/path, without a query");
}

// A helper is run again after a 401, and a stored login refreshes itself; keys and tokens in the
// environment stay what they are.
bool is_refreshable(const ClaudeSettings& settings, const Environment& environment,
                    const Variables& handed_on) {
  std::string headers = environment.get("ANTHROPIC_CUSTOM_HEADERS").value_or("");
  for (const SettingsSource& source : settings.sources) {
    if (source.has_key_helper) return true;
    const auto found = source.environment.find("ANTHROPIC_CUSTOM_HEADERS");
    if (found != source.environment.end()) headers = found->second;
  }
  const auto is_set = [&](const char* name) {
    const auto found = handed_on.find(name);
    return found != handed_on.end() ? !found->second.empty()
                                    : !environment.get(name).value_or("").empty();
  };
  if (std::any_of(kCredentials.begin(), kCredentials.end(), is_set)) return false;
  const std::vector<std::string_view> lines = split(headers, '\n');
  return std::none_of(lines.begin(), lines.end(), [](std::string_view line) {
    return matches_glob("authorization:*", trim(line)) || matches_glob("x-api-key:*", trim(line));
  });
}

// For our own side, under their names in capitals. Lower case wins, and a map lists it later.
Variables proxies_in(const Variables& variables) {
  Variables proxies;
  for (const char* proxy : kProxies) {
    for (const auto& [name, value] : variables) {
      if (equals_ignoring_case(name, proxy)) proxies[proxy] = value;
    }
  }
  return proxies;
}

LaunchCommand point_at(const ProxyAddress& proxy, std::vector<std::string> arguments) {
  return {std::move(arguments),
          {{std::string(kBaseUrl), proxy.base_url()},
           {"CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST", "1"},
           {"CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1"}}};
}

Result<LaunchPlan> plan(const LaunchInput& input, const Environment& environment, Files& files) {
  const ClaudeSettings settings = read_claude_settings(input, environment, files);
  if (const auto obstacle = find_obstacle(settings, environment)) {
    return tl::unexpected<Error>(*obstacle);
  }
  LaunchPlan plan;
  plan.vendor = "anthropic";
  plan.vendor_base_url = own_base_url(settings, environment);
  if (Result<void> good = check_base_url(plan.vendor_base_url); !good) {
    return tl::unexpected<Error>(good.error());
  }
  plan.environment = dropped_settings(settings);
  plan.refreshable_login = is_refreshable(settings, environment, plan.environment);
  Variables effective = environment.all();
  for (const auto& [name, value] : plan.environment)
    effective[name] = value;
  for (const auto& [name, value] : except_loopback(effective))
    plan.environment[name] = value;
  plan.upstream_proxy = proxies_in(plan.environment);
  plan.shows_deltas = std::find(input.arguments.begin(), input.arguments.end(),
                                "--include-partial-messages") != input.arguments.end();
  plan.warnings = settings.warnings;
  warn_of_projects(settings, plan.warnings);
  plan.point_at = point_at;
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
  agent.profile.retracting = {"claude-cli/2.1.197 "};
  agent.profile.private_headers = "x-claude-code-";
  agent.program = "claude";
  agent.install_hint = "install it with: npm install -g @anthropic-ai/claude-code";
  agent.plan = plan;
  agent.add_status_line = add_claude_status_line;
  return agent;
}

}  // namespace edgee
