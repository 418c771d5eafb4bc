// How one run of Claude Code is pointed at our proxy. Its process environment loses to each of its
// settings files, and it reads files that older versions did not, so the address also goes into a
// private file for its --settings flag, which wins over all of them but managed settings. Of two
// such flags the last one wins whole, so the user's own is merged into ours (all measured with
// 2.1.197 and 2.1.332). CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST would do it in the environment alone,
// but since 2.1.198 it makes the agent ignore its stored login and apiKeyHelper.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/agents/agent.h"
#include "core/agents/claude_settings.h"

namespace edgee {

// What the plan knows; nothing of it changes with the run.
struct ClaudeLaunch {
  std::vector<std::string> arguments;  // the agent's own
  ClaudeSettings settings;
  // What the user's own --settings holds, as JSON; "{}" without one. nullopt: Claude Code will stop
  // with an error of its own about that flag. An error: only Claude Code can read it (a pipe).
  Result<std::optional<std::string>> own_flag;
  std::map<std::string, std::string> environment;  // has to win over the settings files, besides us
  std::optional<std::string> key_helper;           // the same for apiKeyHelper
};

// Reads the file, if the flag names one.
[[nodiscard]] Result<std::optional<std::string>> read_settings_flag(const LaunchInput& input,
                                                                    Files& files);

// An error when settings would send the agent elsewhere and no private file can prevent that.
[[nodiscard]] Result<LaunchCommand> point_claude_at(const ClaudeLaunch& launch,
                                                    const ProxyAddress& proxy,
                                                    const LaunchExtras& extras);

}  // namespace edgee
