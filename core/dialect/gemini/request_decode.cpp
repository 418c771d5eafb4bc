#include "core/dialect/gemini/request_decode.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/json_number.h"
#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/names.h"
#include "core/dialect/gemini/parts_decode.h"
#include "core/dialect/gemini/path.h"
#include "core/dialect/gemini/request_facts.h"
#include "core/dialect/gemini/schema.h"
#include "core/dialect/gemini/thinking.h"

namespace edgee::gemini {
namespace {

// A Content, or a plain string.
void read_system(const JsonDoc& doc, Conversation& conversation) {
  const auto system = find(doc, doc.root(), "systemInstruction");
  if (!system) return;
  const std::string_view json = system->in(doc.text());
  if (json.starts_with('"')) conversation.system.push_back(json_text(json));
  for (const JsonSpan& part : list(doc, *system, "parts")) {
    std::string words = text(doc, part, "text");
    if (!words.empty()) conversation.system.push_back(std::move(words));
  }
}

// A JSON Schema in one member, or an OpenAPI schema in another.
std::string read_schema(const JsonDoc& doc, const JsonSpan& of, std::string_view json_schema,
                        std::string_view openapi) {
  if (const std::string_view schema = value(doc, of, json_schema); !schema.empty()) {
    return std::string(schema);
  }
  const std::string_view schema = value(doc, of, openapi);
  return schema.empty() ? std::string() : json_schema_of(schema);
}

ToolSpec read_function(const JsonDoc& doc, const JsonSpan& declared, const ToolNames& names) {
  ToolSpec tool;
  tool.name = names.plain(text(doc, declared, "name"));
  tool.description = text(doc, declared, "description");
  tool.schema_json = read_schema(doc, declared, "parametersJsonSchema", "parameters");
  if (tool.schema_json.empty()) tool.schema_json = R"({"type":"object","properties":{}})";
  return tool;
}

// What Google's servers run stands beside the functions, under a key of its own.
void read_tools(const JsonDoc& doc, const ToolNames& names, Conversation& conversation) {
  for (const JsonSpan& tool : list(doc, doc.root(), "tools")) {
    for (const JsonSpan& declared : list(doc, tool, "functionDeclarations")) {
      conversation.tools.push_back(read_function(doc, declared, names));
    }
    for (const JsonSpan& member : doc.children(tool)) {
      if (is_named(member.key, "functionDeclarations")) continue;
      ToolSpec server;
      server.name = member.key;
      server.server_type = member.key;
      conversation.tools.push_back(std::move(server));
    }
  }
}

void read_choice(const JsonDoc& doc, const ToolNames& names, Conversation& conversation) {
  const auto config = find(doc, doc.root(), "toolConfig");
  const auto calling = config ? find(doc, *config, "functionCallingConfig") : std::nullopt;
  if (!calling) return;
  const std::string mode = text(doc, *calling, "mode");
  ToolChoice choice;
  if (mode == "NONE") choice.kind = ToolChoice::Kind::none;
  if (mode == "ANY") {
    const std::vector<JsonSpan> allowed = list(doc, *calling, "allowedFunctionNames");
    choice.kind = allowed.size() == 1 ? ToolChoice::Kind::tool : ToolChoice::Kind::any;
    if (allowed.size() == 1) {
      choice.tool = names.plain(json_text(allowed.front().in(doc.text())));
    }
  }
  conversation.tool_choice = std::move(choice);
}

void read_config(const JsonDoc& doc, Conversation& conversation) {
  const auto config = find(doc, doc.root(), "generationConfig");
  if (!config) return;
  conversation.max_tokens = json_count(value(doc, *config, "maxOutputTokens"));
  conversation.temperature = json_double(value(doc, *config, "temperature"));
  conversation.top_p = json_double(value(doc, *config, "topP"));
  for (const JsonSpan& stop : list(doc, *config, "stopSequences")) {
    conversation.stop_sequences.push_back(json_text(stop.in(doc.text())));
  }
  Thinking thinking = read_thinking(value(doc, *config, "thinkingConfig"));
  conversation.thinking = thinking.wish;
  conversation.effort = thinking.effort == "minimal" ? "low" : std::move(thinking.effort);
  if (text(doc, *config, "responseMimeType") != "application/json") return;
  conversation.output_schema_json =
      read_schema(doc, *config, "responseJsonSchema", "responseSchema");
}

}  // namespace

Result<Conversation> decode_request(const Request& request) {
  const JsonDoc doc = walk_request(request.raw);
  if (auto checked = check_request(doc); !checked) return tl::unexpected(checked.error());
  if (!doc.complete()) return fail("the request has more values than edgee can look through");
  // Others parse the schemas and inputs that a Conversation carries.
  if (json_depth(request.raw) > kMaxJsonDepth) return fail("the request is nested too deeply");
  const std::optional<ModelPath> path = read_path(request.path);
  Conversation conversation;
  conversation.model = path ? path->model : request.facts.model;
  conversation.stream = path ? path->stream : request.facts.stream;
  const ToolNames names(doc);
  read_system(doc, conversation);
  read_tools(doc, names, conversation);
  read_choice(doc, names, conversation);
  read_config(doc, conversation);
  History history(doc, names);
  for (const JsonSpan& content : list(doc, doc.root(), "contents")) {
    conversation.messages.push_back(history.read(content));
  }
  return conversation;
}

}  // namespace edgee::gemini
