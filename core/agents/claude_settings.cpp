#include "core/agents/claude_settings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "core/agents/claude_schema.h"
#include "core/agents/script_json.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

// Linux, and macOS. https://code.claude.com/docs/en/settings
constexpr std::array kManagedFolders{"/etc/claude-code", "/Library/Application Support/ClaudeCode"};

// `claude --help`, and the commands it does not list, of 2.1.197 and 2.1.332.
constexpr std::array<std::string_view, 28> kCommands{"agents",
                                                     "attach",
                                                     "auth",
                                                     "auto-mode",
                                                     "bridge",
                                                     "daemon",
                                                     "doctor",
                                                     "gateway",
                                                     "import",
                                                     "install",
                                                     "kill",
                                                     "logs",
                                                     "mcp",
                                                     "plugin",
                                                     "plugins",
                                                     "project",
                                                     "rc",
                                                     "remote",
                                                     "remote-control",
                                                     "respawn",
                                                     "rm",
                                                     "self-hosted-runner",
                                                     "setup-token",
                                                     "stop",
                                                     "sync",
                                                     "ultrareview",
                                                     "update",
                                                     "upgrade"};

// As the agent does it: numbers and booleans become text.
std::map<std::string, std::string> read_env_block(const Json& settings) {
  std::map<std::string, std::string> block;
  const Json& env = member(settings, "env");
  if (!env.is_object()) return block;
  for (const auto& [name, value] : env.items()) {
    if (value.is_string()) {
      block[name] = value.get<std::string>();
    } else if (value.is_number() || value.is_boolean()) {
      block[name] = dump_json(value);
    }
  }
  return block;
}

class Reader {
 public:
  Reader(Files& files, ClaudeSettings& found) : files_(files), found_(found) {}

  void file(SettingsOrigin origin, const std::string& path) {
    Result<std::optional<std::string>> text = files_.read(path);
    if (!text) {
      warn(text.error().message);
    } else if (*text) {
      add(origin, path, **text);
    }
  }

  void add(SettingsOrigin origin, std::string place, std::string_view text) {
    if (trim(text).empty()) return;
    const std::optional<Json> settings = parse_script_json(text);
    if (!settings || !settings->is_object()) {
      warn(place + " is not valid JSON (comments are not allowed), so Claude Code ignores it");
      return;
    }
    if (!is_claude_settings(*settings)) {
      warn(place + " has a field of the wrong type, so Claude Code ignores the file");
      return;
    }
    const Json& line = member(*settings, "statusLine");
    found_.sources.push_back({origin, std::move(place), read_env_block(*settings),
                              string_member(*settings, "apiKeyHelper"),
                              line.is_object() ? dump_json(line) : ""});
  }

  void managed(const std::string& folder) {
    file(SettingsOrigin::managed, folder + "/managed-settings.json");
    const std::string more = folder + "/managed-settings.d";
    const Result<std::vector<std::string>> names = files_.list(more);
    if (!names) return warn(names.error().message);
    for (const std::string& name : *names) {
      if (name.ends_with(".json") && !name.starts_with('.')) {
        file(SettingsOrigin::managed, std::string(more).append("/").append(name));
      }
    }
  }

 private:
  void warn(std::string message) { found_.warnings.push_back(std::move(message)); }

  Files& files_;
  ClaudeSettings& found_;
};

// `--setting-sources user,project,local` leaves files out, `--restricted` leaves out all of them.
bool is_chosen(const std::vector<std::string>& arguments, std::string_view source) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  if (std::find(arguments.begin(), end, "--restricted") != end) return false;
  const auto chosen = find_last_option(arguments, "--setting-sources");
  if (!chosen) return true;
  const std::vector<std::string_view> names = split(chosen->value, ',');
  return std::any_of(names.begin(), names.end(),
                     [source](std::string_view name) { return trim(name) == source; });
}

// Since 2.1.332, or some version before it, Claude Code takes the local settings of the checkout's
// top folder too, and in a linked worktree those of the main checkout; they win over those of the
// folder it runs in (measured). "" = `folder` is in no checkout.
std::string top_of_checkout(std::string folder, Files& files) {
  for (; !folder.empty(); folder.erase(folder.rfind('/'))) {
    const std::string git = folder + "/.git";
    const auto names = files.list(git);
    if (names && !names->empty()) return folder;
    const auto link = files.read(git);
    if (!link || !*link) continue;
    constexpr std::string_view kLink = "gitdir:";
    const std::string_view target = trim(**link);
    const std::size_t worktrees = target.rfind("/.git/worktrees/");
    if (!target.starts_with(kLink) || worktrees == std::string_view::npos) return folder;
    return std::string(trim(target.substr(kLink.size(), worktrees - kLink.size())));
  }
  return "";
}

}  // namespace

std::string_view SettingsSource::variable(std::string_view name) const {
  const auto found = environment.find(std::string(name));
  return found == environment.end() ? std::string_view() : std::string_view(found->second);
}

std::string ClaudeSettings::value_of(std::string_view name, const Environment& environment,
                                     SettingsScope scope) const {
  std::string value = environment.get(name).value_or("");
  for (const SettingsSource& source : sources) {
    const auto found = source.environment.find(std::string(name));
    const bool counts = scope == SettingsScope::all || source.is_own();
    if (counts && found != source.environment.end()) value = found->second;
  }
  return value;
}

std::optional<OptionPlace> find_last_option(const std::vector<std::string>& arguments,
                                            std::string_view name) {
  std::optional<OptionPlace> found;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == name && i + 1 < arguments.size()) {
      found = OptionPlace{i, false, arguments[i + 1]};
      ++i;
    } else if (argument.starts_with(name) && argument.substr(name.size()).starts_with('=')) {
      found = OptionPlace{i, true, std::string(argument.substr(name.size() + 1))};
    }
  }
  return found;
}

bool starts_session(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return true;
  const auto command = std::find(kCommands.begin(), kCommands.end(), arguments.front());
  return command == kCommands.end() && !starts_background(arguments);
}

bool starts_background(const std::vector<std::string>& arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  return (!arguments.empty() && arguments.front() == "agents") ||
         std::any_of(arguments.begin(), end, [](const std::string& argument) {
           return argument == "--bg" || argument == "--background";
         });
}

bool is_inline_json(std::string_view settings) {
  return trim(settings).starts_with('{');
}

std::string path_from(const std::string& directory, const std::string& path) {
  return path.starts_with('/') ? path : directory + "/" + path;
}

ClaudeSettings read_claude_settings(const LaunchInput& input, const Environment& environment,
                                    Files& files) {
  ClaudeSettings found;
  Reader reader(files, found);
  const std::string moved = environment.get("CLAUDE_CONFIG_DIR").value_or("");
  const std::string folder =
      moved.empty() ? input.home + "/.claude" : path_from(input.directory, moved);
  const std::string project = input.directory + "/.claude";
  if (is_chosen(input.arguments, "user"))
    reader.file(SettingsOrigin::user, folder + "/settings.json");
  if (is_chosen(input.arguments, "project") && project != folder) {
    reader.file(SettingsOrigin::project, project + "/settings.json");
  }
  if (is_chosen(input.arguments, "local")) {
    reader.file(SettingsOrigin::project, project + "/settings.local.json");
    const std::string top = top_of_checkout(input.directory, files);
    if (!top.empty() && top != input.directory) {
      reader.file(SettingsOrigin::project, top + "/.claude/settings.local.json");
    }
  }
  if (const auto flag = find_last_option(input.arguments, "--settings")) {
    if (is_inline_json(flag->value)) {
      reader.add(SettingsOrigin::flag, "--settings", flag->value);
    } else if (!flag->value.empty()) {
      reader.file(SettingsOrigin::flag, path_from(input.directory, flag->value));
    }
  }
  for (const char* managed : kManagedFolders)
    reader.managed(managed);
  return found;
}

}  // namespace edgee
