#include "core/dialect/openai_chat/tools.h"

#include "core/dialect/openai_chat/schema.h"
#include "core/dialect/server_tools.h"

namespace edgee::openai_chat {
namespace {

OrderedJson encode_tools(const std::vector<ToolSpec>& tools, const ChatQuirks& quirks) {
  OrderedJson out = OrderedJson::array();
  for (const ToolSpec& tool : tools) {
    if (is_server_tool(tool)) continue;
    OrderedJson function = {{"name", tool.name}};
    if (!tool.description.empty()) function["description"] = tool.description;
    function["parameters"] = clean_schema(tool.schema_json, quirks.dropped_schema_keywords);
    out.push_back({{"type", "function"}, {"function", std::move(function)}});
  }
  return out;
}

OrderedJson encode_choice(const ToolChoice& choice, const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  const bool can_force = quirks.tool_choice_forced && target.info.forced_tool_choice;
  switch (choice.kind) {
    case ToolChoice::Kind::automatic:
      break;
    case ToolChoice::Kind::none:
      return "none";
    case ToolChoice::Kind::any:
      if (can_force) return quirks.required_word;
      break;
    case ToolChoice::Kind::tool:
      if (can_force) return {{"type", "function"}, {"function", {{"name", choice.tool}}}};
      break;
  }
  return "auto";
}

}  // namespace

Result<void> put_tools(OrderedJson& body, const Conversation& conversation,
                       const EncodeTarget& target) {
  const ChatQuirks& quirks = target.provider.chat;
  if (const ToolSpec* tool = insisted_server_tool(conversation)) {
    return fail("cannot run the server tool " + tool->name);
  }
  OrderedJson tools = encode_tools(conversation.tools, quirks);
  if (tools.empty()) return {};
  if (!target.info.tools) return fail("takes no tools");
  if (quirks.reasoning_models_refuse_tools && target.info.reasoning) {
    return fail("takes tools only on the Responses API");
  }
  body["tools"] = std::move(tools);
  if (!conversation.tool_choice) return {};
  body["tool_choice"] = encode_choice(*conversation.tool_choice, target);
  if (!conversation.tool_choice->parallel && quirks.parallel_tool_calls) {
    body["parallel_tool_calls"] = false;
  }
  return {};
}

}  // namespace edgee::openai_chat
