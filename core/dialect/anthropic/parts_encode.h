// Parts as content blocks of Anthropic Messages. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/conversation.h"

namespace edgee::anthropic {

// A JSON list. Thinking without a signature is left out: Anthropic verifies it.
[[nodiscard]] std::string encode_parts(const std::vector<Part>& parts);
// Values and separators of a JSON list or object, one after the other.
void append_item(std::string& items, std::string_view item);
void add_field(std::string& fields, std::string_view key, std::string_view value);
// Nothing to be seen; the API takes no such text.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace edgee::anthropic
