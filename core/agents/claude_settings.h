// Where Claude Code takes its settings from: the files, and the flag, that hold an env block. Read
// before it starts, because the switch that keeps it pointed at us also makes it drop some of them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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
  std::string status_line;  // its statusLine as JSON; "" = it has none

  // The user, or who runs his machine, wrote it.
  [[nodiscard]] bool is_own() const { return origin != SettingsOrigin::project; }
};

struct ClaudeSettings {
  std::vector<SettingsSource> sources;  // in rising precedence; those that exist and can be read
  std::vector<std::string> warnings;
};

// Where an option stands among the agent's arguments.
struct OptionPlace {
  std::size_t index = 0;
  bool joined = false;  // "--name=value" in one argument
  std::string value;
};
// The last one wins whole, as in the agent itself. What stands behind "--" is no option.
[[nodiscard]] std::optional<OptionPlace> find_last_option(const std::vector<std::string>& arguments,
                                                          std::string_view name);
[[nodiscard]] bool is_inline_json(std::string_view settings);
[[nodiscard]] std::string path_from(const std::string& directory, const std::string& path);

[[nodiscard]] ClaudeSettings read_claude_settings(const LaunchInput& input,
                                                  const Environment& environment, Files& files);

}  // namespace edgee
