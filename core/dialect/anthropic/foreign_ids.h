// Tool ids that other servers made: Anthropic takes [A-Za-z0-9_-] only. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"

namespace edgee::anthropic {

// `literal` with its quotes; an escape is foreign too.
[[nodiscard]] bool is_foreign_id(std::string_view literal);

// Rewrites the ids of tool calls and tool results among the blocks; equal ids stay equal.
void mend_ids(const JsonDoc& doc, const std::vector<JsonSpan>& blocks, Edits& edits);

}  // namespace edgee::anthropic
