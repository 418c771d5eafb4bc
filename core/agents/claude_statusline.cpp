#include "core/agents/claude_statusline.h"

#include <algorithm>
#include <cstdint>

namespace edgee {
namespace {

constexpr std::int64_t kRefreshSeconds = 2;  // also while a request waits

bool is_headless(const std::vector<std::string>& arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  return std::any_of(arguments.begin(), end, [](const std::string& argument) {
    return argument == "-p" || argument == "--print";
  });
}

// The source that Claude Code would show: the one of the highest precedence. A project's too:
// Claude Code runs no status line, ours included, before the user trusts the folder (seen
// in 2.1.197).
const SettingsSource* find_winner(const ClaudeSettings& settings) {
  const SettingsSource* winner = nullptr;
  for (const SettingsSource& source : settings.sources) {
    if (!source.status_line.empty()) winner = &source;
  }
  return winner;
}

}  // namespace

std::optional<ClaudeStatusLine> claude_status_line(const ClaudeSettings& settings,
                                                   const std::vector<std::string>& arguments,
                                                   const std::string& command) {
  const SettingsSource* const winner = find_winner(settings);
  if (is_headless(arguments)) return std::nullopt;
  if (winner != nullptr && winner->origin == SettingsOrigin::managed) return std::nullopt;
  ClaudeStatusLine made;
  if (winner != nullptr) made.line = parse_json(winner->status_line).value_or(Json());
  if (!made.line.is_object()) made.line = Json::object();
  if (string_member(made.line, "type") == "command") {
    made.own_command = string_member(made.line, "command");
  }
  // The user's padding stays, and a shorter refresh interval of his wins.
  made.line["refreshInterval"] =
      std::min(kRefreshSeconds, int_member(made.line, "refreshInterval").value_or(kRefreshSeconds));
  made.line["type"] = "command";
  made.line["command"] = command;
  return made;
}

}  // namespace edgee
