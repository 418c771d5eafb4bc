#include "core/agents/claude_statusline.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/agents/claude_settings.h"
#include "core/base/json.h"

namespace edgee {
namespace {

constexpr std::string_view kFlag = "--settings";
constexpr std::int64_t kRefreshSeconds = 2;  // also while a request waits

bool is_headless(const std::vector<std::string>& arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  return std::any_of(arguments.begin(), end, [](const std::string& argument) {
    return argument == "-p" || argument == "--print";
  });
}

// The user's flag as an object; an empty one when he gave none; nullopt when it cannot be read,
// which is for the agent to say.
std::optional<OrderedJson> read_flag(const std::optional<OptionPlace>& flag,
                                     const std::string& directory, Files& files) {
  if (!flag) return OrderedJson::object();
  std::string text = flag->value;
  if (!is_inline_json(text)) {
    Result<std::optional<std::string>> file = files.read(path_from(directory, flag->value));
    if (!file || !*file) return std::nullopt;
    text = std::move(**file);
  }
  if (!parse_json(text)) return std::nullopt;
  OrderedJson settings = OrderedJson::parse(text, nullptr, false);
  if (!settings.is_object()) return std::nullopt;
  return settings;
}

// The one that the agent would show: the source of the highest rank wins. A project's too: Claude
// Code runs no status line, ours included, before the user trusts the folder (seen in 2.1.197).
Json winning_status_line(const ClaudeSettings& settings, bool& of_the_managers) {
  Json line;
  for (const SettingsSource& source : settings.sources) {
    if (source.status_line.empty()) continue;
    line = parse_json(source.status_line).value_or(Json());
    of_the_managers = source.origin == SettingsOrigin::managed;
  }
  return line;
}

// The user's looks (padding) stay; ours may not come more seldom than his.
OrderedJson our_line(const Json& own, const std::string& command) {
  OrderedJson line = own.is_object() ? OrderedJson(own) : OrderedJson::object();
  line["type"] = "command";
  line["command"] = command;
  line["refreshInterval"] =
      std::min(kRefreshSeconds, int_member(own, "refreshInterval").value_or(kRefreshSeconds));
  return line;
}

void set_flag(const std::optional<OptionPlace>& flag, const std::string& value,
              std::vector<std::string>& arguments) {
  if (!flag) {
    arguments.insert(arguments.begin(), {std::string(kFlag), value});
  } else if (flag->joined) {
    arguments[flag->index] = std::string(kFlag) + "=" + value;
  } else {
    arguments[flag->index + 1] = value;
  }
}

}  // namespace

std::optional<StatusLinePlan> add_claude_status_line(const LaunchInput& input,
                                                     const StatusLineWish& wish,
                                                     const Environment& environment, Files& files) {
  if (is_headless(input.arguments)) return std::nullopt;
  const auto flag = find_last_option(input.arguments, kFlag);
  std::optional<OrderedJson> settings = read_flag(flag, input.directory, files);
  if (!settings) return std::nullopt;
  bool of_the_managers = false;
  const Json own =
      winning_status_line(read_claude_settings(input, environment, files), of_the_managers);
  if (of_the_managers) return std::nullopt;

  StatusLinePlan plan;
  plan.arguments = input.arguments;
  if (string_member(own, "type") == "command") plan.own_command = string_member(own, "command");
  (*settings)["statusLine"] = our_line(own, wish.command);
  const std::string merged = dump_json(*settings);
  // What he had in a file may hold a key, and everybody can read an argv.
  if (flag && !is_inline_json(flag->value)) {
    plan.settings = merged;
    set_flag(flag, wish.settings_file, plan.arguments);
  } else {
    set_flag(flag, merged, plan.arguments);
  }
  return plan;
}

}  // namespace edgee
