#include "core/agents/claude_launch.h"

#include <algorithm>
#include <utility>

#include "core/agents/claude_names.h"
#include "core/agents/claude_statusline.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee {
namespace {

constexpr std::string_view kFlag = "--settings";

// Where the agent would go if it had the environment alone; nullptr = to us.
const SettingsSource* find_leading_away(const ClaudeLaunch& launch) {
  const auto leads_away = [&launch](const SettingsSource& source) {
    const auto& wins = launch.environment;
    return !source.variable(kClaudeBaseUrl).empty() ||
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

// With the environment alone; `why` there is no private file.
Result<LaunchCommand> without_settings(const ClaudeLaunch& launch, LaunchCommand command,
                                       const std::string& why, const std::string& remedy) {
  const SettingsSource* const away = find_leading_away(launch);
  if (away == nullptr) return command;
  return fail(away->place + " would send Claude Code elsewhere, and " + why,
              remedy + ", or take ANTHROPIC_BASE_URL and its like out of " + away->place);
}

}  // namespace

Result<std::optional<std::string>> read_settings_flag(const LaunchInput& input, Files& files) {
  const std::optional<OptionPlace> flag = find_last_option(input.arguments, kFlag);
  if (!flag || flag->value.empty()) return std::string("{}");
  if (is_inline_json(flag->value)) {
    if (parse_json(flag->value)) return flag->value;
    return std::nullopt;
  }
  Result<std::optional<std::string>> file = files.read(path_from(input.directory, flag->value));
  if (!file || !*file) return file;
  // A file that is no JSON object counts as an empty one, as in the agent.
  const std::optional<Json> read = parse_json(**file);
  if (!read || !read->is_object()) return std::string("{}");
  return file;
}

Result<LaunchCommand> point_claude_at(const ClaudeLaunch& launch, const ProxyAddress& proxy,
                                      const LaunchExtras& extras) {
  LaunchCommand command;
  command.arguments = launch.arguments;
  command.environment = {{std::string(kClaudeBaseUrl), proxy.base_url()},
                         {"CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1"}};
  if (!launch.own_flag) {
    return without_settings(
        launch, std::move(command),
        "edgee cannot merge your --settings with its own: " + launch.own_flag.error().message,
        "give --settings as a regular file or as JSON");
  }
  if (!*launch.own_flag) return command;
  if (extras.settings_file.empty()) {
    return without_settings(
        launch, std::move(command), "edgee cannot write the private settings file that prevents it",
        "make the folder edgee in ~/.local/state, or in XDG_STATE_HOME, writable");
  }
  OrderedJson settings = OrderedJson::parse(**launch.own_flag, nullptr, false);
  if (!settings.is_object()) settings = OrderedJson::object();
  add_environment(launch, proxy, settings);
  if (launch.key_helper && !settings.contains("apiKeyHelper")) {
    settings["apiKeyHelper"] = *launch.key_helper;
  }
  if (!extras.status_line.empty()) {
    const auto line = claude_status_line(launch.settings, launch.arguments, extras.status_line);
    if (line) settings["statusLine"] = line->line;
    if (line) command.own_status_line = line->own_command;
  }
  command.settings = dump_json(settings);
  set_flag(extras.settings_file, command.arguments);
  return command;
}

}  // namespace edgee
