// Whether Claude Code takes a settings file: one field of the wrong type makes it ignore the file
// whole. Pure.
#pragma once

#include "core/base/json.h"

namespace edgee {

// Knows the common fields; what it does not know counts as right (measured with 2.1.197 and
// 2.1.332). https://code.claude.com/docs/en/settings
[[nodiscard]] bool is_claude_settings(const Json& settings);

}  // namespace edgee
