#include "core/agents/opencode.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/agents/loopback_exception.h"
#include "core/agents/opencode_config.h"
#include "core/agents/opencode_logins.h"
#include "core/agents/opencode_providers.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::string_view kTokenVariable = "EDGEE_SESSION_TOKEN";
// The agent puts the variable in when it reads its settings.
constexpr std::string_view kTokenReference = "{env:EDGEE_SESSION_TOKEN}";

// From 2 on a server that runs in the background reads the settings, and of its own environment,
// unless the client is told to have one of its own.
bool is_second_generation(std::string_view version) {
  version = trim(version);
  if (version.starts_with('v')) version.remove_prefix(1);
  return parse_number(version.substr(0, version.find('.'))) >= 2;
}

// Version 1 is given the token in a header: its logs and errors show addresses. Of version 2 only
// addresses are known to be taken over.
OrderedJson options_for(const std::string& id, const std::string& origin, bool second) {
  OrderedJson options;
  if (second) {
    options["baseURL"] = origin + "/" + std::string(kTokenReference) + "/as/" + id + "/v1";
  } else {
    options["baseURL"] = origin + "/as/" + id + "/v1";
    options["headers"] = {{"x-edgee-token", kTokenReference}};
  }
  return options;
}

void put(OrderedJson& settings, const char* key, const std::string& id,
         const OrderedJson& options) {
  OrderedJson& providers = settings[key];
  if (!providers.is_object()) providers = OrderedJson::object();
  OrderedJson& provider = providers[id];
  if (!provider.is_object()) provider = OrderedJson::object();
  OrderedJson& own = provider["options"];
  if (!own.is_object()) own = OrderedJson::object();
  own.merge_patch(options);
}

OrderedJson own_content(const OpenCodeConfig& config) {
  for (const OpenCodeSource& source : config.sources) {
    if (source.place == kOpenCodeContent) return source.settings;
  }
  return OrderedJson::object();
}

// An id with a slash or the like would be another path.
bool is_plain(const std::string& id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

std::vector<std::string> with_own_server(std::vector<std::string> arguments) {
  const char* const flag = "--standalone";
  if (std::find(arguments.begin(), arguments.end(), flag) == arguments.end()) {
    arguments.insert(arguments.begin(), flag);
  }
  return arguments;
}

// A client of a server that runs already; the server has settings of its own.
bool attaches(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
    return argument == "attach" || argument == "--attach" || argument.starts_with("--attach=");
  });
}

Result<LaunchPlan> plan(const LaunchInput& input, const Environment& environment, Files& files) {
  Result<OpenCodeConfig> config = read_opencode_config(input, environment, files);
  if (!config) return tl::unexpected<Error>(config.error());
  OpenCodeProviders providers = find_opencode_providers(
      *config, find_opencode_logins(input, environment, files), environment);
  LaunchPlan plan;
  plan.vendor = "anthropic";
  plan.environment = except_loopback(environment.all());
  plan.warnings = std::move(config->warnings);
  plan.warnings.insert(plan.warnings.end(), providers.warnings.begin(), providers.warnings.end());
  for (Provider& provider : providers.led) {
    if (is_plain(provider.id)) {
      plan.vendors.push_back(std::move(provider));
    } else {
      plan.warnings.push_back("OpenCode's provider " + provider.id + " goes past edgee");
    }
  }
  if (attaches(input.arguments)) {
    plan.warnings.emplace_back("the server that OpenCode attaches to goes past edgee");
  }
  const bool second = is_second_generation(input.version);
  plan.point_at = [content = own_content(*config), vendors = plan.vendors, second,
                   own = input.arguments](const ProxyAddress& proxy,
                                          const LaunchExtras&) -> Result<LaunchCommand> {
    OrderedJson settings = content;
    for (const Provider& vendor : vendors) {
      const OrderedJson options = options_for(vendor.id, proxy.origin, second);
      put(settings, "provider", vendor.id, options);
      if (second) put(settings, "providers", vendor.id, options);
    }
    LaunchCommand command;
    command.arguments = second ? with_own_server(own) : own;
    command.environment = {{kOpenCodeContent, dump_json(settings)},
                           {std::string(kTokenVariable), proxy.token}};
    return command;
  };
  return plan;
}

}  // namespace

// What it does with a broken answer was measured with 1.18.33: text is only ever added to, and it
// hangs up after 300 s without a head or without a piece of the answer.
Agent opencode_agent() {
  Agent agent;
  agent.profile.name = "opencode";
  agent.profile.title = "OpenCode";
  // Of a path that does not tell; the doors of its providers do.
  agent.profile.dialect = DialectId::openai_chat;
  agent.profile.vendor = "anthropic";
  agent.profile.head_after = std::chrono::seconds(120);
  agent.profile.event_after = std::chrono::seconds(100);
  agent.profile.most_overflows = 3;
  agent.profile.session_header = "x-session-id";
  agent.profile.private_headers = "x-session-";
  agent.program = "opencode";
  agent.install_hint = "install it with: npm install -g opencode-ai";
  agent.asks_version = true;
  agent.plan = plan;
  return agent;
}

}  // namespace edgee
