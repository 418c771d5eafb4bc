#include "core/dialect/anthropic/request_decode.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json_number.h"
#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/anthropic/parts_decode.h"
#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/tool_names.h"

namespace edgee::anthropic {
namespace {

std::string text_at(std::string_view object, std::string_view key) {
  return json_text(json_at(object, key));
}

std::vector<std::string> decode_system(std::string_view system) {
  std::vector<std::string> texts;
  const auto add = [&texts](const std::string& text) {
    const std::string_view kept = without_attribution(text);
    if (!kept.empty()) texts.emplace_back(kept);
  };
  if (system.starts_with('"')) {
    add(json_text(system));
    return texts;
  }
  JsonWalk walk(system);
  for (JsonSpan span; walk.next(span);)
    add(text_at(span.in(system), "text"));
  return texts;
}

Result<std::vector<Message>> decode_messages(std::string_view messages) {
  std::vector<Message> decoded;
  JsonWalk walk(messages);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view object = span.in(messages);
    const std::string role = text_at(object, "role");
    Message message;
    if (role == "assistant") {
      message.role = Role::assistant;
    } else if (role == "system") {
      message.role = Role::system;
    } else if (role != "user") {
      return fail("messages." + std::to_string(decoded.size()) + ": unknown role '" + role + "'");
    }
    message.parts = decode_parts(json_at(object, "content"));
    decoded.push_back(std::move(message));
  }
  return decoded;
}

std::vector<ToolSpec> decode_tools(std::string_view tools) {
  std::vector<ToolSpec> decoded;
  JsonWalk walk(tools);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view object = span.in(tools);
    ToolSpec tool{text_at(object, "name"), text_at(object, "description"),
                  std::string(json_at(object, "input_schema")), text_at(object, "type")};
    if (!tool.name.empty()) tool.name = plain_tool_name(tool.name);
    if (tool.server_type == "custom") tool.server_type.clear();
    decoded.push_back(std::move(tool));
  }
  return decoded;
}

ToolChoice decode_tool_choice(std::string_view object) {
  ToolChoice choice;
  const std::string type = text_at(object, "type");
  if (type == "any") choice.kind = ToolChoice::Kind::any;
  if (type == "tool") choice.kind = ToolChoice::Kind::tool;
  if (type == "none") choice.kind = ToolChoice::Kind::none;
  if (choice.kind == ToolChoice::Kind::tool) choice.tool = plain_tool_name(text_at(object, "name"));
  choice.parallel = json_at(object, "disable_parallel_tool_use") != "true";
  return choice;
}

ThinkingWish decode_thinking(std::string_view object) {
  const std::string type = text_at(object, "type");
  if (type == "disabled") return {ThinkingWish::Mode::disabled, 0};
  if (type == "enabled") {
    return {ThinkingWish::Mode::budget, json_count(json_at(object, "budget_tokens")).value_or(0)};
  }
  return {ThinkingWish::Mode::adaptive, 0};  // adaptive and its finer forms
}

void decode_output_config(std::string_view object, Conversation& conversation) {
  conversation.effort = text_at(object, "effort");
  const std::string_view format = json_at(object, "format");
  if (text_at(format, "type") == "json_schema") {
    conversation.output_schema_json = json_at(format, "schema");
  }
}

void decode_field(std::string_view key, std::string_view value, Conversation& conversation) {
  if (value == "null") return;
  if (key == "model") conversation.model = json_text(value);
  if (key == "stream") conversation.stream = value == "true";
  if (key == "system") conversation.system = decode_system(value);
  if (key == "tools") conversation.tools = decode_tools(value);
  if (key == "tool_choice") conversation.tool_choice = decode_tool_choice(value);
  if (key == "max_tokens") conversation.max_tokens = json_count(value);
  if (key == "temperature") conversation.temperature = json_double(value);
  if (key == "top_p") conversation.top_p = json_double(value);
  if (key == "thinking") conversation.thinking = decode_thinking(value);
  if (key == "output_config") decode_output_config(value, conversation);
  if (key == "stop_sequences") {
    JsonWalk walk(value);
    for (JsonSpan span; walk.next(span);) {
      conversation.stop_sequences.push_back(json_text(span.in(value)));
    }
  }
}

}  // namespace

std::string_view without_attribution(std::string_view text) {
  if (!trim(text).starts_with("x-anthropic-billing-header:")) return text;
  const std::size_t line = text.find('\n', text.find(':'));
  return line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
}

Result<Conversation> decode_request(std::string_view raw) {
  if (auto checked = check_request(raw); !checked) return tl::unexpected(checked.error());
  // Others parse the schemas and inputs that a Conversation carries.
  if (json_depth(raw) > kMaxJsonDepth) return fail("the request is nested too deeply");
  Conversation conversation;
  JsonWalk walk(raw);
  for (JsonSpan span; walk.next(span);)
    decode_field(span.key, span.in(raw), conversation);
  auto messages = decode_messages(json_at(raw, "messages"));
  if (!messages) return tl::unexpected(messages.error());
  conversation.messages = std::move(*messages);
  return conversation;
}

}  // namespace edgee::anthropic
