// Where Claude Code takes its settings from: the files, and the flag, that hold an env block. Read
// before it starts, because the switch that keeps it pointed at us also makes it drop some of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/agents/agent.h"

namespace edgee {

// In rising precedence. `project` covers settings.local.json too: both lie in the work tree, where
// they may have come with somebody else's code.
enum class SettingsOrigin { user, project, flag, managed };

struct SettingsSource {
  SettingsOrigin origin = SettingsOrigin::user;
  std::string place;                               // for people: a path, or "--settings"
  std::map<std::string, std::string> environment;  // holds secrets
  bool has_key_helper = false;

  // The user, or who runs his machine, wrote it.
  [[nodiscard]] bool is_own() const { return origin != SettingsOrigin::project; }
};

struct ClaudeSettings {
  std::vector<SettingsSource> sources;  // in rising precedence; those that exist and can be read
  std::vector<std::string> warnings;
};

[[nodiscard]] ClaudeSettings read_claude_settings(const LaunchInput& input,
                                                  const Environment& environment, Files& files);

}  // namespace edgee
