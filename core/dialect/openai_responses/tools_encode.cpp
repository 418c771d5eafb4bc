#include "core/dialect/openai_responses/tools_encode.h"

#include <algorithm>

#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/server_tools.h"

namespace edgee::openai_responses {
namespace {

// OpenAI refuses an object schema without properties.
std::string whole_schema(const std::string& schema) {
  if (!schema.starts_with('{')) return R"({"type":"object","properties":{}})";
  if (!json_at(schema, "properties").empty()) return schema;
  const bool object = text_at(schema, "type") == "object" || json_at(schema, "type").empty();
  if (!object) return schema;
  const std::string type = json_at(schema, "type").empty() ? R"("type":"object",)" : "";
  const std::size_t rest = schema.find_first_not_of(" \t\r\n", 1);
  const bool bare = rest != std::string::npos && schema[rest] == '}';
  return "{" + type + R"("properties":{})" + (bare ? "" : ",") + schema.substr(1);
}

std::string encode_tool(const ToolSpec& tool, bool freeform) {
  std::string out = "{";
  put_text(out, "type", freeform ? "custom" : "function");
  put_text(out, "name", tool.name);
  if (!tool.description.empty()) put_text(out, "description", tool.description);
  if (freeform) {
    if (!tool.grammar_json.empty()) put_raw(out, "format", tool.grammar_json);
  } else {
    put_raw(out, "parameters", whole_schema(tool.schema_json));
    put_raw(out, "strict", "false");  // the default here is true
  }
  return out + "}";
}

std::string encode_choice(const Conversation& conversation, const EncodeTarget& target) {
  const ToolChoice& choice = *conversation.tool_choice;
  const ResponsesQuirks& quirks = target.provider.responses;
  const bool can_force = quirks.tool_choice_forced && target.info.forced_tool_choice;
  if (choice.kind == ToolChoice::Kind::none) return R"("none")";
  if (!can_force || choice.kind == ToolChoice::Kind::automatic) return R"("auto")";
  if (choice.kind == ToolChoice::Kind::any) return R"("required")";
  const auto& tools = conversation.tools;
  const bool freeform =
      quirks.freeform_tools && std::any_of(tools.begin(), tools.end(), [&](const ToolSpec& tool) {
        return tool.freeform && tool.name == choice.tool;
      });
  return std::string(R"({"type":")") + (freeform ? "custom" : "function") + R"(","name":)" +
         json_string(choice.tool) + "}";
}

}  // namespace

Result<void> put_tools(std::string& body, const Conversation& conversation,
                       const EncodeTarget& target) {
  const ResponsesQuirks& quirks = target.provider.responses;
  if (const ToolSpec* tool = insisted_server_tool(conversation)) {
    return fail("cannot run the server tool " + tool->name);
  }
  std::string list = "[";
  for (const ToolSpec& tool : conversation.tools) {
    if (is_server_tool(tool)) continue;
    put_comma(list);
    list += encode_tool(tool, tool.freeform && quirks.freeform_tools);
  }
  if (list.size() == 1) return {};
  if (!target.info.tools) return fail("takes no tools");
  put_raw(body, "tools", list + "]");
  if (!conversation.tool_choice) return {};
  put_raw(body, "tool_choice", encode_choice(conversation, target));
  if (!conversation.tool_choice->parallel && quirks.parallel_tool_calls) {
    put_raw(body, "parallel_tool_calls", "false");
  }
  return {};
}

}  // namespace edgee::openai_responses
