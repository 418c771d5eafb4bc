// Tool ids that other servers made: Anthropic takes [A-Za-z0-9_-] only. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_scan.h"

namespace edgee::anthropic {

// Whether a tool result answers a call with such an id. By searching, not by scanning.
[[nodiscard]] bool has_foreign_ids(std::string_view raw);

// Rewrites the ids of tool calls and tool results among the blocks; equal ids stay equal.
void mend_ids(std::string_view raw, const std::vector<JsonSpan>& blocks, Edits& edits);

}  // namespace edgee::anthropic
