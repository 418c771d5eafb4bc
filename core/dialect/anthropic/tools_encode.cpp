#include "core/dialect/anthropic/tools_encode.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/json_quote.h"
#include "core/base/json_scan.h"
#include "core/dialect/anthropic/parts_encode.h"

namespace edgee::anthropic {
namespace {

// The API wants a type at the top, which others take for granted.
std::string typed_schema(const std::string& schema) {
  const auto members = scan_json(schema);
  if (!members || members->empty()) return R"({"type":"object"})";
  if (!json_at(schema, "type").empty()) return schema;
  return R"({"type":"object",)" + schema.substr(schema.find('{') + 1);
}

std::string encode(const ToolSpec& tool) {
  std::string fields;
  if (!tool.server_type.empty()) add_field(fields, "type", quote_json(tool.server_type));
  add_field(fields, "name", quote_json(tool.name));
  if (!tool.description.empty()) add_field(fields, "description", quote_json(tool.description));
  if (tool.server_type.empty()) add_field(fields, "input_schema", typed_schema(tool.schema_json));
  return "{" + fields + "}";
}

std::string encode(const ToolChoice& choice) {
  const std::string parallel = choice.parallel ? "" : R"(,"disable_parallel_tool_use":true)";
  switch (choice.kind) {
    case ToolChoice::Kind::automatic:
      return R"({"type":"auto")" + parallel + "}";
    case ToolChoice::Kind::any:
      return R"({"type":"any")" + parallel + "}";
    case ToolChoice::Kind::tool:
      return R"({"type":"tool","name":)" + quote_json(choice.tool) + parallel + "}";
    case ToolChoice::Kind::none:
      return R"({"type":"none"})";
  }
  return R"({"type":"auto"})";
}

std::vector<ToolSpec> called_tools(const Conversation& conversation) {
  std::vector<ToolSpec> tools;
  for (const Message& message : conversation.messages) {
    for (const Part& part : message.parts) {
      const auto* call = std::get_if<ToolCallPart>(&part);
      if (call == nullptr) continue;
      const bool known = std::any_of(tools.begin(), tools.end(), [call](const ToolSpec& tool) {
        return tool.name == call->name;
      });
      if (!known) tools.push_back({call->name, "", "", ""});
    }
  }
  return tools;
}

bool lists_called(const Conversation& conversation, const EncodeTarget& target) {
  return conversation.tools.empty() && target.provider.messages.anthropic_models;
}

}  // namespace

std::string encode_tools(const Conversation& conversation, const EncodeTarget& target) {
  std::string items;
  for (const ToolSpec& tool : conversation.tools)
    append_item(items, encode(tool));
  if (lists_called(conversation, target)) {
    for (const ToolSpec& tool : called_tools(conversation))
      append_item(items, encode(tool));
  }
  return "[" + items + "]";
}

std::string encode_choice(const Conversation& conversation, const EncodeTarget& target) {
  if (!conversation.tools.empty()) {
    return conversation.tool_choice ? encode(*conversation.tool_choice) : std::string();
  }
  const bool called = lists_called(conversation, target) && !called_tools(conversation).empty();
  return called ? R"({"type":"none"})" : "";
}

}  // namespace edgee::anthropic
