// The events of an Anthropic stream, written out one by one. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"

namespace edgee::wire {

[[nodiscard]] std::string event(const std::string& type, OrderedJson data);

[[nodiscard]] std::string start(const std::string& id);
[[nodiscard]] std::string ping();
// "text", "thinking", or a whole content_block as JSON.
[[nodiscard]] std::string open(int index, const OrderedJson& block);
[[nodiscard]] std::string open_text(int index);
[[nodiscard]] std::string open_thinking(int index);
[[nodiscard]] std::string open_tool(int index, const std::string& id, const std::string& name);
[[nodiscard]] std::string text(int index, std::string_view piece);
[[nodiscard]] std::string thought(int index, std::string_view piece);
[[nodiscard]] std::string signature(int index, std::string_view piece);
[[nodiscard]] std::string input(int index, std::string_view piece);
[[nodiscard]] std::string close(int index);
// A message_delta; "" is a null stop reason.
[[nodiscard]] std::string stop_reason(const std::string& reason);
[[nodiscard]] std::string stop();
[[nodiscard]] std::string error(const std::string& type);

// Whole blocks and endings.
[[nodiscard]] std::string text_block(int index, std::string_view words);
[[nodiscard]] std::string thinking_block(int index, std::string_view words, std::string_view sign);
[[nodiscard]] std::string tool_block(int index, const std::string& id, std::string_view json);
[[nodiscard]] std::string ending(const std::string& reason);

}  // namespace edgee::wire
