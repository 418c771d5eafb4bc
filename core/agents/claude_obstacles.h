// Settings with which Claude Code would never reach us. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/agents/claude_settings.h"
#include "core/base/result.h"

namespace edgee {

// What stops the launch, or nullopt.
[[nodiscard]] std::optional<Error> find_obstacle(const ClaudeSettings& settings,
                                                 const Environment& environment);

// The variable makes Claude Code talk to a cloud in that cloud's own way.
[[nodiscard]] bool is_other_cloud(std::string_view variable);

}  // namespace edgee
