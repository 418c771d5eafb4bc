#include "core/agents/codex.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/agents/codex_config.h"
#include "core/agents/codex_login.h"
#include "core/agents/loopback_exception.h"

namespace edgee {
namespace {

// A provider that nobody has: Codex merges providers of one id, and his would mix with ours. It is
// the same in every run, because Codex goes on with a chat only under the provider that began it.
constexpr std::string_view kOurProvider = "edgee_launch";
constexpr std::string_view kTokenVariable = "EDGEE_SESSION_TOKEN";
constexpr std::string_view kChatGptUrl = "https://chatgpt.com/backend-api/codex";
constexpr std::array kOtherRoads{"ollama", "lmstudio", "amazon-bedrock"};

// Where Codex would have gone, and through which of its providers it is led to us.
struct Road {
  std::string provider;  // id in Codex's settings
  std::string name;      // "" = it keeps its own
  std::string base_url;  // "" = api.openai.com
  bool is_ours = false;  // the provider is made for this run
  bool takes_openai_login = false;
  bool takes_key_variable = false;  // CODEX_API_KEY, by name
  bool refreshable = false;
};

bool is_web_address(std::string_view url) {
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  return web && url.find_first_of("?# \t\r\n") == std::string_view::npos;
}

Result<void> check_road(const CodexConfig& config, const CodexArguments& arguments,
                        const std::string& chosen) {
  if (!config.managed_provider.empty()) {
    return fail(
        "Codex would never talk to edgee, because a managed file chooses its provider, " +
            config.managed_provider,
        "ask whoever manages this machine to take model_provider out of managed_config.toml");
  }
  if (arguments.local) {
    return fail("with --oss Codex talks to a model server itself and never to edgee",
                "leave --oss out; `edgee chain add ollama/MODEL` puts that server into the chain");
  }
  if (std::find(kOtherRoads.begin(), kOtherRoads.end(), chosen) != kOtherRoads.end()) {
    return fail("Codex would talk to " + chosen + " in its own way and never to edgee",
                "add `-c model_provider=openai`, or take model_provider out of its config.toml");
  }
  return {};
}

// His own provider stays what it is, headers and keys included, and only moves to us.
Result<Road> own_road(const Json& own, const std::string& id, bool chatgpt) {
  if (id.find('.') != std::string::npos || own.contains("aws")) {
    return fail("edgee cannot stand between Codex and its provider \"" + id + "\"",
                "add `-c model_provider=openai`, or start codex itself");
  }
  Road road;
  road.provider = id;
  if (string_member(own, "name") == "OpenAI") road.name = "edgee";
  road.takes_openai_login = bool_member(own, "requires_openai_auth");
  road.refreshable = own.contains("auth") || (road.takes_openai_login && chatgpt);
  road.base_url = string_member(own, "base_url");
  if (road.base_url.empty() && road.takes_openai_login && chatgpt) road.base_url = kChatGptUrl;
  return road;
}

Result<Road> find_road(const CodexConfig& config, const CodexArguments& arguments,
                       CodexLogin login) {
  std::string chosen = string_member(config.values, "model_provider");
  if (chosen.empty()) chosen = "openai";
  if (auto good = check_road(config, arguments, chosen); !good) {
    return tl::unexpected<Error>(good.error());
  }
  const bool key_is_forced = string_member(config.values, "forced_login_method") == "api";
  const bool chatgpt =
      login == CodexLogin::chatgpt || (login == CodexLogin::unknown && !key_is_forced);
  const Json& providers = member(config.values, "model_providers");
  if (chosen != "openai") {
    const Json& own = member(providers, chosen);
    if (own.is_object()) return own_road(own, chosen, chatgpt);
    return fail("Codex knows no provider \"" + chosen + "\"",
                "it is chosen by model_provider, and [model_providers." + chosen + "] is missing");
  }
  Road road;
  road.provider = kOurProvider;
  while (providers.contains(road.provider))
    road.provider += '_';
  road.name = "edgee";
  road.is_ours = true;
  // On its screen Codex would ask for a login that the chain, or the variable, makes needless.
  road.takes_key_variable = login == CodexLogin::key_variable;
  road.takes_openai_login = login != CodexLogin::none && !road.takes_key_variable;
  road.refreshable = chatgpt;
  road.base_url = string_member(config.values, "openai_base_url");
  if (road.base_url.empty() && chatgpt) road.base_url = kChatGptUrl;
  return road;
}

// TOML's strings and lists of strings are JSON's.
std::vector<std::string> settings_for(const Road& road, const std::vector<std::string>& hidden,
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

void add_warnings(const CodexArguments& arguments, CodexLogin login, const Road& road,
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
  Result<Road> road = find_road(config, arguments, login);
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
  plan.point_at = [road = *std::move(road), hidden = std::move(hidden)](
                      const ProxyAddress& proxy, std::vector<std::string> own) {
    return LaunchCommand{
        with_codex_overrides(std::move(own), settings_for(road, hidden, proxy.origin)),
        {{std::string(kTokenVariable), proxy.token}}};
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
