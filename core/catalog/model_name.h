// Model names as providers spell them, brought to one spelling. Internal to the catalogue.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

// What two spellings of one model share: "anthropic/claude-opus-4.8:free", "claude-opus-4-8[1m]"
// and "us.anthropic.claude-opus-4-8-20260101-v1:0" all give "claude-opus-4-8"; "glm-5p2" gives
// "glm-5-2".
[[nodiscard]] std::string plain_model_name(std::string_view name);

}  // namespace edgee
