// The contract of a coding agent: how it is pointed at us and what it needs on the wire. One file
// per agent and one row in registry.cpp. Pure, over ports.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/provider.h"
#include "core/ports/environment.h"
#include "core/ports/files.h"

namespace edgee {

// A TOML text as JSON; an error says what is wrong with it. The reader lives on a higher floor.
using TomlReader = Result<Json> (*)(std::string_view text);

// What a launch knows before the agent runs.
struct LaunchInput {
  std::vector<std::string> arguments;  // the agent's own, untouched
  std::string home;
  std::string directory;  // where the agent will run
  std::string version{};  // what the program says of itself, if its row asks for that
  TomlReader read_toml = nullptr;
};

// Where the proxy listens, and what it asks of whoever comes.
struct ProxyAddress {
  std::string origin;  // "http://127.0.0.1:4711"
  std::string token;   // a secret: for the agent's environment, never for an argv

  [[nodiscard]] std::string base_url() const { return origin + "/" + token; }
};

// What one run may use besides the agent's environment and arguments.
struct LaunchExtras {
  // Where settings may go that an argv must not show; "" = no file can be written.
  std::string settings_file;
  std::string status_line;  // a command for a shell that prints edgee's status line; "" = no line
};

// What an agent is started with so that its requests come to us.
struct LaunchCommand {
  std::vector<std::string> arguments;              // the agent's own, and what it needs besides
  std::map<std::string, std::string> environment;  // added to the child's
  std::string settings;  // what settings_file must hold while the agent runs; "" = nothing
  // The user's own, for a shell, where ours takes its place; "" = there is none.
  std::string own_status_line;
};

// Where the agent would have gone without us, and what it must be given so that it comes to us.
struct LaunchPlan {
  std::string vendor;           // provider id of the pass-through: "anthropic"
  std::string vendor_base_url;  // "" = the provider's own
  // Beside it: whose logins the agent's requests may bring, by the ids that it names them with. The
  // first endpoint says where each stands; no base URL = where edgee knows it to stand.
  std::vector<Provider> vendors;
  bool refreshable_login = false;  // OAuth login or apiKeyHelper: its first 401 is the agent's own
  std::map<std::string, std::string> environment;  // added to the child's; our base URL excluded
  // HTTP_PROXY, HTTPS_PROXY, NO_PROXY (in capitals) for our own upstream side, where they differ
  // from our environment.
  std::map<std::string, std::string> upstream_proxy;
  // The agent was asked to hand on every piece of an answer: nothing of it can be taken back.
  bool shows_deltas = false;
  std::vector<std::string> warnings;  // said before the agent starts
  // An error: without a settings file the agent would go elsewhere.
  std::function<Result<LaunchCommand>(const ProxyAddress& proxy, const LaunchExtras& extras)>
      point_at;
};

struct Agent {
  AgentProfile profile;
  std::string program;       // "claude"
  std::string install_hint;  // "npm install -g @anthropic-ai/claude-code"
  // Errors stop the launch before the agent starts (managed settings that win, Bedrock mode...).
  Result<LaunchPlan> (*plan)(const LaunchInput& input, const Environment& environment,
                             Files& files) = nullptr;
  bool asks_version = false;  // `program --version` is run before the plan is made
};

[[nodiscard]] const Agent* find_agent(std::string_view name);
[[nodiscard]] const std::vector<Agent>& known_agents();

}  // namespace edgee
