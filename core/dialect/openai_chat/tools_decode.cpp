#include "core/dialect/openai_chat/tools_decode.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json_quote.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/tool_names.h"

namespace edgee::openai_chat {
namespace {

// {"type":"function","function":{"name":...}} or {"type":"custom","custom":{"name":...}}: the inner
// object, of a tool as of a choice.
JsonSpan named_object(const JsonDoc& doc, const JsonSpan& outer) {
  const bool freeform = doc.value(outer, "type") == "\"custom\"";
  return doc.child(outer, freeform ? "custom" : "function").value_or(JsonSpan());
}

std::string name_of(const JsonDoc& doc, const JsonSpan& outer) {
  const std::string name = text_at(doc, named_object(doc, outer), "name");
  return name.empty() ? std::string() : plain_tool_name(name);
}

// {"type":"grammar","grammar":{"syntax":...,"definition":...}} without its inner frame, which only
// Chat has.
std::string grammar_of(const JsonDoc& doc, const JsonSpan& custom) {
  const JsonSpan format = doc.child(custom, "format").value_or(JsonSpan());
  if (doc.value(format, "type") != "\"grammar\"") return {};
  const JsonSpan grammar = doc.child(format, "grammar").value_or(JsonSpan());
  return R"({"type":"grammar","syntax":)" + quote_json(text_at(doc, grammar, "syntax")) +
         R"(,"definition":)" + quote_json(text_at(doc, grammar, "definition")) + "}";
}

ToolSpec decode_tool(const JsonDoc& doc, const JsonSpan& span) {
  const std::string type = text_at(doc, span, "type");
  const JsonSpan inner = named_object(doc, span);
  ToolSpec tool{name_of(doc, span), text_at(doc, inner, "description"),
                std::string(doc.value(inner, "parameters")), ""};
  if (type == "custom") {
    tool.schema_json = kFreeformSchema;
    tool.freeform = true;
    tool.grammar_json = grammar_of(doc, inner);
  } else if (!type.empty() && type != "function") {
    tool.name = tool.server_type = type;
  } else if (!tool.schema_json.starts_with('{')) {
    tool.schema_json = R"({"type":"object","properties":{}})";
  }
  return tool;
}

ToolChoice::Kind kind_of(std::string_view word) {
  if (word == "required" || word == "any") return ToolChoice::Kind::any;
  return word == "none" ? ToolChoice::Kind::none : ToolChoice::Kind::automatic;
}

// {"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function",...}]}}
ToolChoice decode_allowed(const JsonDoc& doc, const JsonSpan& choice,
                          std::vector<ToolSpec>& tools) {
  const JsonSpan allowed = doc.child(choice, "allowed_tools").value_or(JsonSpan());
  std::vector<std::string> names;
  for (const JsonSpan& tool : doc.children(doc.child(allowed, "tools").value_or(JsonSpan())))
    names.push_back(name_of(doc, tool));
  std::erase_if(tools, [&names](const ToolSpec& tool) {
    return std::find(names.begin(), names.end(), tool.name) == names.end();
  });
  return {kind_of(text_at(doc, allowed, "mode")), "", true};
}

std::optional<ToolChoice> decode_choice(const JsonDoc& doc, std::vector<ToolSpec>& tools) {
  const auto choice = doc.child(doc.root(), "tool_choice");
  if (!choice || choice->in(doc.text()) == "null") return std::nullopt;
  const std::string word = json_text(choice->in(doc.text()));
  if (!word.empty()) return ToolChoice{kind_of(word), "", true};
  if (doc.value(*choice, "type") == "\"allowed_tools\"") return decode_allowed(doc, *choice, tools);
  return ToolChoice{ToolChoice::Kind::tool, name_of(doc, *choice), true};
}

}  // namespace

void decode_tools(const JsonDoc& doc, Conversation& conversation) {
  std::vector<ToolSpec>& tools = conversation.tools;
  for (const JsonSpan& span : doc.children(doc.child(doc.root(), "tools").value_or(JsonSpan()))) {
    ToolSpec tool = decode_tool(doc, span);
    const bool known = std::any_of(tools.begin(), tools.end(), [&tool](const ToolSpec& other) {
      return other.name == tool.name;
    });
    if (!known && !tool.name.empty()) tools.push_back(std::move(tool));
  }
  conversation.tool_choice = decode_choice(doc, tools);
  const bool one_by_one = doc.value(doc.root(), "parallel_tool_calls") == "false";
  if (!one_by_one || tools.empty()) return;
  if (!conversation.tool_choice) conversation.tool_choice.emplace();
  conversation.tool_choice->parallel = false;
}

}  // namespace edgee::openai_chat
