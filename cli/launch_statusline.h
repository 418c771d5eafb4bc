// Our status line in the agent that is launched, for as long as it runs. Main thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/context.h"
#include "core/agents/agent.h"

namespace edgee {

// For the agent and what it runs: whose events are meant, and the user's own status line.
inline constexpr const char* kLaunchVariable = "EDGEE_LAUNCH";
inline constexpr const char* kOwnLineVariable = "EDGEE_STATUSLINE";

// Holds the settings file while the agent may read it.
class LaunchStatusLine {
 public:
  // Without a line of ours where none is wanted or none would be seen.
  LaunchStatusLine(Context& context, const Agent& agent, const std::string& launch_id, bool wanted);
  ~LaunchStatusLine();
  LaunchStatusLine(const LaunchStatusLine&) = delete;
  LaunchStatusLine& operator=(const LaunchStatusLine&) = delete;

  // The agent's arguments: with our line in them, or the user's own.
  [[nodiscard]] const std::vector<std::string>& arguments() const;
  void add_variables(std::map<std::string, std::string>& variables) const;

 private:
  Context& context_;
  std::string launch_id_;
  std::string file_;  // "" = there is none
  std::optional<StatusLinePlan> plan_;
};

}  // namespace edgee
