#include "core/dialect/gemini/tools_encode.h"

#include <string>
#include <string_view>
#include <utility>

#include "core/base/json_quote.h"
#include "core/dialect/gemini/schema.h"
#include "core/dialect/server_tools.h"

namespace edgee::gemini {
namespace {

// A function without parameters has no schema at all: an empty one is refused.
bool wants_nothing(std::string_view schema) {
  return schema.empty() || schema == "{}" || schema == "null";
}

std::string write_function(const ToolSpec& tool, const GeminiQuirks& quirks) {
  JsonObject function;
  function.put_text("name", tool.name);
  if (!tool.description.empty()) function.put_text("description", tool.description);
  if (!wants_nothing(tool.schema_json) && quirks.parameters_json_schema) {
    function.put("parametersJsonSchema",
                 without_keywords(tool.schema_json, quirks.dropped_schema_keywords));
  } else if (!wants_nothing(tool.schema_json)) {
    function.put("parameters", openapi_of(tool.schema_json));
  }
  return std::move(function).done();
}

// "" = as the model likes.
std::string write_choice(const ToolChoice& choice, const ModelInfo& info) {
  JsonObject calling;
  switch (choice.kind) {
    case ToolChoice::Kind::automatic:
      return {};
    case ToolChoice::Kind::none:
      calling.put_text("mode", "NONE");
      break;
    case ToolChoice::Kind::any:
    case ToolChoice::Kind::tool:
      if (!info.forced_tool_choice) return {};
      calling.put_text("mode", "ANY");
      if (choice.kind == ToolChoice::Kind::tool) {
        calling.put("allowedFunctionNames", "[" + quote_json(choice.tool) + "]");
      }
      break;
  }
  return R"({"functionCallingConfig":)" + std::move(calling).done() + "}";
}

bool starts_like_a_name(const std::string& name) {
  const char c = name.empty() ? '0' : name.front();
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

Result<void> put_tools(JsonObject& body, const Conversation& conversation,
                       const EncodeTarget& target) {
  const GeminiQuirks& quirks = target.provider.gemini;
  if (const ToolSpec* tool = insisted_server_tool(conversation)) {
    return fail("cannot run the server tool " + tool->name);
  }
  std::string functions;
  for (const ToolSpec& tool : conversation.tools) {
    if (is_server_tool(tool)) continue;
    if (!starts_like_a_name(tool.name) || tool.name.size() > quirks.tool_name_max) {
      return fail("takes no tool named " + tool.name);
    }
    append_element(functions, write_function(tool, quirks));
  }
  if (functions.empty()) return {};
  if (!target.info.tools) return fail("takes no tools");
  body.put("tools", R"([{"functionDeclarations":[)" + functions + "]}]");
  if (!conversation.tool_choice) return {};
  const std::string choice = write_choice(*conversation.tool_choice, target.info);
  if (!choice.empty()) body.put("toolConfig", choice);
  return {};
}

}  // namespace edgee::gemini
