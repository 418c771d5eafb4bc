#include "core/agents/codex.h"

#include <string_view>
#include <utility>

#include "core/agents/codex_config.h"
#include "core/agents/codex_login.h"
#include "core/agents/codex_road.h"
#include "core/agents/loopback_exception.h"
#include "core/base/json.h"

namespace edgee {
namespace {

constexpr std::string_view kTokenVariable = "EDGEE_SESSION_TOKEN";

bool is_web_address(std::string_view url) {
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  return web && url.find_first_of("?# \t\r\n") == std::string_view::npos;
}

// TOML's strings and lists of strings are JSON's.
std::vector<std::string> settings_for(const CodexRoad& road, const std::vector<std::string>& hidden,
                                      const std::string& origin) {
  const std::string at = "model_providers." + road.provider + ".";
  std::vector<std::string> settings{
      at + "base_url=" + quote_json(origin + "/v1"),
      at + "env_http_headers.x-edgee-token=" + quote_json(kTokenVariable),
      at + "supports_websockets=false",
      "shell_environment_policy.exclude=" + dump_json(Json(hidden))};
  if (!road.name.empty()) settings.push_back(at + "name=" + quote_json(road.name));
  if (road.is_ours) {
    settings.push_back(at + "wire_api=\"responses\"");
    settings.push_back(at + "requires_openai_auth=" + (road.takes_openai_login ? "true" : "false"));
    if (road.takes_key_variable) settings.push_back(at + "env_key=\"CODEX_API_KEY\"");
    settings.push_back("model_provider=" + quote_json(road.provider));
  }
  return settings;
}

void add_warnings(const CodexArguments& arguments, CodexLogin login, const CodexRoad& road,
                  std::vector<std::string>& warnings) {
  if (!arguments.needs_model) return;
  if (login == CodexLogin::none && (road.is_ours || road.takes_openai_login)) {
    warnings.emplace_back(
        "Codex is not logged in (`codex login`, or CODEX_API_KEY): only the other steps of the "
        "chain can answer");
  }
  if (arguments.resumes && road.is_ours) {
    warnings.emplace_back(
        "Codex goes on only with chats that began with edgee; `codex resume` has the others");
  }
}

Result<LaunchPlan> plan(const LaunchInput& input, const Environment& environment, Files& files) {
  const CodexArguments arguments = read_codex_arguments(input.arguments);
  CodexConfig config = read_codex_config(input, arguments, environment, files);
  const CodexLogin login = find_codex_login(input, config, arguments.headless, environment, files);
  Result<CodexRoad> road = find_codex_road(config, arguments, login);
  if (!road) return tl::unexpected<Error>(road.error());
  if (!road->base_url.empty() && !is_web_address(road->base_url)) {
    return fail("the base URL of Codex's provider is no address that edgee could use",
                "it has the form https://host/path, without a query");
  }
  LaunchPlan plan;
  plan.vendor = "openai";
  plan.vendor_base_url = road->base_url;
  plan.refreshable_login = road->refreshable;
  plan.environment = except_loopback(environment.all());
  plan.warnings = std::move(config.warnings);
  add_warnings(arguments, login, *road, plan.warnings);
  std::vector<std::string> hidden = std::move(config.hidden);
  hidden.emplace_back(kTokenVariable);
  plan.point_at = [road = *std::move(road), hidden = std::move(hidden), own = input.arguments](
                      const ProxyAddress& proxy, const LaunchExtras&) -> Result<LaunchCommand> {
    LaunchCommand command;
    command.arguments = with_codex_overrides(own, settings_for(road, hidden, proxy.origin));
    command.environment[std::string(kTokenVariable)] = proxy.token;
    return command;
  };
  return plan;
}

}  // namespace

// What it does with a broken answer was measured with 0.169.0. It waits for a head without end, and
// what it has not heard the end of it drops: nothing is known of taking back, so nothing is.
Agent codex_agent() {
  Agent agent;
  agent.profile.name = "codex";
  agent.profile.title = "Codex";
  agent.profile.dialect = DialectId::openai_responses;
  agent.profile.vendor = "openai";
  agent.profile.event_after = std::chrono::seconds(100);  // it hangs up after 300 s
  agent.profile.session_header = "session-id";
  agent.profile.private_headers = "x-codex-";
  agent.program = "codex";
  agent.install_hint = "install it with: npm install -g @openai/codex";
  agent.plan = plan;
  return agent;
}

}  // namespace edgee
