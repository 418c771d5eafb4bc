#include "core/agents/claude_launch.h"

#include <algorithm>
#include <utility>

#include "core/agents/claude_names.h"
#include "core/agents/claude_rules.h"
#include "core/agents/claude_statusline.h"
#include "core/agents/script_json.h"
#include "core/base/json.h"

namespace edgee {
namespace {

constexpr std::string_view kFlag = "--settings";

// Whose settings would win over the environment; nullptr = nobody's.
const SettingsSource* find_leading_away(const ClaudeLaunch& launch) {
  const auto leads_away = [&launch](const SettingsSource& source) {
    const auto& wins = launch.environment;
    return !source.variable(kClaudeBaseUrl).empty() ||
           (launch.key_helper && !source.is_own() && !source.key_helper.empty()) ||
           std::any_of(wins.begin(), wins.end(), [&source](const auto& variable) {
             return source.environment.contains(variable.first);
           });
  };
  const auto& sources = launch.settings.sources;
  const auto found = std::find_if(sources.begin(), sources.end(), leads_away);
  return found == sources.end() ? nullptr : &*found;
}

void set_flag(const std::string& value, std::vector<std::string>& arguments) {
  const std::optional<OptionPlace> own = find_last_option(arguments, kFlag);
  if (!own) {
    arguments.insert(arguments.begin(), {std::string(kFlag), value});
  } else if (own->joined) {
    arguments[own->index] = std::string(kFlag) + "=" + value;
  } else {
    arguments[own->index + 1] = value;
  }
}

void add_environment(const ClaudeLaunch& launch, const ProxyAddress& proxy, OrderedJson& settings) {
  OrderedJson& environment = settings["env"];
  if (!environment.is_object()) environment = OrderedJson::object();
  for (const auto& [name, value] : launch.environment)
    environment[name] = value;
  environment[std::string(kClaudeBaseUrl)] = proxy.base_url();
}

// False: this run has none of ours.
bool add_status_line(const ClaudeLaunch& launch, const std::string& ours, OrderedJson& settings,
                     LaunchCommand& command) {
  if (ours.empty()) return false;
  const auto line = claude_status_line(launch.settings, launch.arguments, ours);
  if (!line) return false;
  settings["statusLine"] = line->line;
  command.own_status_line = line->own_command;
  return true;
}

tl::unexpected<Error> cannot_win(const SettingsSource& away, const std::string& why,
                                 const std::string& remedy) {
  return fail(away.place + " would send Claude Code elsewhere, and " + why,
              remedy + ", or take ANTHROPIC_BASE_URL and its like out of " + away.place);
}

}  // namespace

Result<std::optional<ClaudeFlag>> read_settings_flag(const LaunchInput& input, Files& files) {
  const std::optional<OptionPlace> flag = find_last_option(input.arguments, kFlag);
  if (!flag || flag->value.empty()) return ClaudeFlag{};
  if (is_inline_json(flag->value)) {
    std::string strict = to_strict_json(flag->value);
    if (!parse_json(strict)) return std::nullopt;
    return ClaudeFlag{std::move(strict), ""};
  }
  const std::string path = path_from(input.directory, flag->value);
  Result<std::optional<std::string>> file = files.read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  if (!*file) return std::nullopt;
  // A file that is no JSON object counts as an empty one, as in the agent.
  std::string strict = to_strict_json(**file);
  const std::optional<Json> read = parse_json(strict);
  if (!read || !read->is_object()) strict = "{}";
  return ClaudeFlag{std::move(strict), path.substr(0, path.rfind('/'))};
}

Result<LaunchCommand> point_claude_at(const ClaudeLaunch& launch, const ProxyAddress& proxy,
                                      const LaunchExtras& extras) {
  LaunchCommand command;
  command.arguments = launch.arguments;
  if (!starts_session(launch.arguments)) return command;
  command.environment = {{std::string(kClaudeBaseUrl), proxy.base_url()},
                         {"CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1"}};
  const SettingsSource* const away = find_leading_away(launch);
  if (!launch.flag) {
    if (away == nullptr) return command;
    return cannot_win(*away, "edgee cannot read your --settings: " + launch.flag.error().message,
                      "give --settings as a regular file or as JSON");
  }
  if (!*launch.flag) return command;
  const ClaudeFlag& own = **launch.flag;
  OrderedJson settings = OrderedJson::parse(own.settings, nullptr, false);
  if (!settings.is_object()) settings = OrderedJson::object();
  if (away == nullptr) {
    if (!own.folder.empty()) return command;  // the user's file stays as it is
    if (add_status_line(launch, extras.status_line, settings, command)) {
      set_flag(dump_json(settings), command.arguments);
    }
    return command;
  }
  if (extras.settings_file.empty()) {
    return cannot_win(*away, "edgee cannot write the private settings file that prevents it",
                      "make the folder edgee in XDG_STATE_HOME or ~/.local/state writable");
  }
  anchor_rules(own.folder, settings);
  add_environment(launch, proxy, settings);
  if (launch.key_helper && !settings.contains("apiKeyHelper")) {
    settings["apiKeyHelper"] = *launch.key_helper;
  }
  (void)add_status_line(launch, extras.status_line, settings, command);
  command.settings = dump_json(settings);
  set_flag(extras.settings_file, command.arguments);
  return command;
}

}  // namespace edgee
