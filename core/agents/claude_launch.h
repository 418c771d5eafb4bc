// How one run of Claude Code is pointed at our proxy: by its process environment, and where a
// settings file would win over that, by a private file for its --settings flag, which wins over all
// of them but managed settings. Of two such flags the last one wins whole, so the user's own is
// merged into ours (all measured with 2.1.197 and 2.1.332). Without need the flag is left alone:
// background sessions keep it after we are gone, and rules in a settings file are relative to its
// folder. CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST would do all of it in the environment alone, but
// since 2.1.198 it makes the agent ignore its stored login and apiKeyHelper.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/agents/agent.h"
#include "core/agents/claude_settings.h"

namespace edgee {

// The user's own --settings.
struct ClaudeFlag {
  std::string settings = "{}";  // what it holds, as JSON
  std::string folder;           // of the file; "" = it is given inline, or not at all
};

// What the plan knows; nothing of it changes with the run.
struct ClaudeLaunch {
  std::vector<std::string> arguments;  // the agent's own
  ClaudeSettings settings;
  // nullopt: Claude Code will stop with an error of its own about that flag. An error: only Claude
  // Code can read it.
  Result<std::optional<ClaudeFlag>> flag;
  std::map<std::string, std::string> environment;  // has to win over the settings files, besides us
  std::optional<std::string> key_helper;           // the same for apiKeyHelper
};

// Reads the file, if the flag names one.
[[nodiscard]] Result<std::optional<ClaudeFlag>> read_settings_flag(const LaunchInput& input,
                                                                   Files& files);

// An error when settings would send the agent elsewhere and no private file can prevent that.
[[nodiscard]] Result<LaunchCommand> point_claude_at(const ClaudeLaunch& launch,
                                                    const ProxyAddress& proxy,
                                                    const LaunchExtras& extras);

}  // namespace edgee
