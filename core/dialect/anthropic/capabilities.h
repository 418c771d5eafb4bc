// What a target takes of a Messages request: the provider's quirks and the model's abilities in
// one place. Values; pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"

namespace edgee::anthropic {

struct Capabilities {
  bool claude = false;  // Claude's own server: unknown fields and blocks pass
  bool vendor = false;  // Anthropic itself: the agent's headers and attribution pass
  bool metadata = false;
  bool system_messages = false;
  bool context_management = false;
  bool effort = false;
  bool adaptive_thinking = false;
  bool budget_thinking = false;
  bool no_thinking = false;       // { type: disabled } is understood
  bool checks_thinking = false;   // a Claude model, with its rules for budget thinking
  bool thinking_history = false;  // blocks of earlier turns pass
  std::string thinking_filler;    // what a tool-call turn without thinking gets; "" = nothing
  bool cache_control = true;
  bool images = false;
  bool documents = false;
  bool tools = true;
  bool server_tools = false;
  bool forced_tool_choice = true;
  bool sampling = true;
  std::int64_t max_output = 0;     // tokens; 0 = unknown
  std::int64_t window = 0;         // tokens; 0 = unknown
  std::vector<std::string> betas;  // globs
};

[[nodiscard]] Capabilities capabilities_of(const EncodeTarget& target);

// The fields that every Messages server takes; others pass to Claude's own servers only.
[[nodiscard]] bool is_common_field(std::string_view key);
[[nodiscard]] bool is_common_tool_field(std::string_view key);
// The same for content blocks. Empty: other servers do not take the block at all.
[[nodiscard]] std::span<const std::string_view> common_block_fields(std::string_view block_type);

}  // namespace edgee::anthropic
