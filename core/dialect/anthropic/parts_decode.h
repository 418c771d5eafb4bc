// The content of a message of Anthropic Messages as parts. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/model/conversation.h"

namespace edgee::anthropic {

// `content` is a JSON string or a list of blocks. Blocks without a common form stay opaque.
[[nodiscard]] std::vector<Part> decode_parts(std::string_view content);

}  // namespace edgee::anthropic
