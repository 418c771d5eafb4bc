// Our status line in Claude Code's screen, through its --settings flag. Two such flags do not merge
// (the last one wins whole), so ours is put into the user's. Pure, over ports.
// https://code.claude.com/docs/en/statusline
#pragma once

#include <optional>

#include "core/agents/agent.h"

namespace edgee {

// nullopt: a headless run, settings that the agent will refuse anyway, or a status line of those
// who run the machine, which wins over any flag.
[[nodiscard]] std::optional<StatusLinePlan> add_claude_status_line(const LaunchInput& input,
                                                                   const StatusLineWish& wish,
                                                                   const Environment& environment,
                                                                   Files& files);

}  // namespace edgee
