// The contract of a coding agent: how it is pointed at us and what it needs on the wire. One file
// per agent and one row in registry.cpp. Pure, over ports.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/ports/environment.h"
#include "core/ports/files.h"

namespace edgee {

// What a launch knows before the agent runs.
struct LaunchInput {
  std::vector<std::string> arguments;  // the agent's own, untouched
  std::string home;
  std::string directory;  // where the agent will run
};

// Where the agent would have gone without us, and what it must be given so that it comes to us.
struct LaunchPlan {
  std::string vendor;              // provider id of the pass-through: "anthropic"
  std::string vendor_base_url;     // "" = the provider's own
  bool refreshable_login = false;  // OAuth login or apiKeyHelper: its first 401 is the agent's own
  std::map<std::string, std::string> environment;  // added to the child's; our base URL excluded
  // HTTP_PROXY, HTTPS_PROXY, NO_PROXY (in capitals) for our own upstream side, where they differ
  // from our environment.
  std::map<std::string, std::string> upstream_proxy;
  // The agent was asked to hand on every piece of an answer: nothing of it can be taken back.
  bool shows_deltas = false;
  std::vector<std::string> warnings;  // said before the agent starts
};

// A status line of ours in the agent's screen, for one session.
struct StatusLineWish {
  std::string command;        // for a shell
  std::string settings_file;  // where settings may go that argv must not show
};
struct StatusLinePlan {
  std::vector<std::string> arguments;  // instead of LaunchInput's
  std::string settings;                // what settings_file must hold; "" = it is not needed
  std::string own_command;             // the user's own status line, for a shell; "" = he has none
};

struct Agent {
  AgentProfile profile;
  std::string program;       // "claude"
  std::string install_hint;  // "npm install -g @anthropic-ai/claude-code"
  // Errors stop the launch before the agent starts (managed settings that win, Bedrock mode...).
  Result<LaunchPlan> (*plan)(const LaunchInput& input, const Environment& environment,
                             Files& files) = nullptr;
  // The child's variables that bring it to us.
  std::map<std::string, std::string> (*point_at)(const std::string& base_url) = nullptr;
  // nullopt: this run has no place for one. nullptr: the agent never has.
  std::optional<StatusLinePlan> (*add_status_line)(const LaunchInput& input,
                                                   const StatusLineWish& wish,
                                                   const Environment& environment,
                                                   Files& files) = nullptr;
};

[[nodiscard]] const Agent* find_agent(std::string_view name);
[[nodiscard]] const std::vector<Agent>& known_agents();

}  // namespace edgee
