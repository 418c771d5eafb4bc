// Where Claude Code takes its settings from: the files, and the flag, that hold an env block. They
// are read before it starts, because each of them wins over its process environment.
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
  std::string key_helper;                          // its apiKeyHelper, a command; "" = it has none
  std::string status_line;                         // its statusLine as JSON; "" = it has none

  // Written by the user, or by whoever manages the machine.
  [[nodiscard]] bool is_own() const { return origin != SettingsOrigin::project; }
  // "" = it is not set, or empty. The view lasts as long as the source.
  [[nodiscard]] std::string_view variable(std::string_view name) const;
};

enum class SettingsScope { all, own };

struct ClaudeSettings {
  std::vector<SettingsSource> sources;  // in rising precedence; those that exist and can be read
  std::vector<std::string> warnings;

  // As the agent has it: each source wins over the environment, the later one over the earlier.
  // `own` leaves out what projects say. "" = it is not set.
  [[nodiscard]] std::string value_of(std::string_view name, const Environment& environment,
                                     SettingsScope scope = SettingsScope::all) const;
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
// Whether the arguments start a session that ends before we do. `claude --bg` goes on without us,
// and commands such as `claude logs` and `claude mcp` have to stand first: behind an option they
// would be a prompt.
[[nodiscard]] bool starts_session(const std::vector<std::string>& arguments);
// Whether they start sessions in the background.
[[nodiscard]] bool starts_background(const std::vector<std::string>& arguments);
[[nodiscard]] bool is_inline_json(std::string_view settings);
[[nodiscard]] std::string path_from(const std::string& directory, const std::string& path);

[[nodiscard]] ClaudeSettings read_claude_settings(const LaunchInput& input,
                                                  const Environment& environment, Files& files);

}  // namespace edgee
