#include "core/dialect/server_tools.h"

#include <algorithm>

namespace edgee {

bool is_server_tool(const ToolSpec& tool) {
  return !tool.server_type.empty();
}

const ToolSpec* insisted_server_tool(const Conversation& conversation) {
  const auto& tools = conversation.tools;
  const auto& choice = conversation.tool_choice;
  if (!choice) return nullptr;
  const bool named = choice->kind == ToolChoice::Kind::tool;
  const bool all = std::all_of(tools.begin(), tools.end(), is_server_tool);
  for (const ToolSpec& tool : tools) {
    if (!is_server_tool(tool)) continue;
    if (named && tool.name == choice->tool) return &tool;
    if (all && choice->kind == ToolChoice::Kind::any) return &tool;
  }
  return nullptr;
}

}  // namespace edgee
