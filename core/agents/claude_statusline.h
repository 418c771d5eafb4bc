// Our status line on Claude Code's screen, as a member of the settings of one session. Pure.
// https://code.claude.com/docs/en/statusline
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/agents/claude_settings.h"
#include "core/base/json.h"

namespace edgee {

struct ClaudeStatusLine {
  Json line;                // the member statusLine
  std::string own_command;  // the user's own status line, for a shell; "" = none
};

// `command` prints our line when a shell runs it. nullopt: a headless run, or a status line in
// managed settings, which wins over any flag.
[[nodiscard]] std::optional<ClaudeStatusLine> claude_status_line(
    const ClaudeSettings& settings, const std::vector<std::string>& arguments,
    const std::string& command);

}  // namespace edgee
