#include "core/dialect/openai_responses/request_decode.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/json_number.h"
#include "core/base/text.h"
#include "core/dialect/openai_responses/input_decode.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/request_facts.h"
#include "core/dialect/openai_responses/tool_table.h"

namespace edgee::openai_responses {
namespace {

// The flat name behind {"type":"function","name":...}, or behind the type of a tool without one.
std::string named_tool(std::string_view object, const ToolTable& tools) {
  std::string name = text_at(object, "name");
  if (name.empty()) name = text_at(object, "type");
  return tools.flat_name(text_at(object, "namespace"), name);
}

// Only these may be called: the others are not told of.
void keep_allowed(std::string_view list, const ToolTable& tools, Conversation& conversation) {
  std::vector<std::string> allowed;
  JsonWalk walk(list);
  for (JsonSpan span; walk.next(span);)
    allowed.push_back(named_tool(span.in(list), tools));
  std::erase_if(conversation.tools, [&allowed](const ToolSpec& tool) {
    return std::find(allowed.begin(), allowed.end(), tool.name) == allowed.end();
  });
}

void decode_choice(std::string_view value, const ToolTable& tools, Conversation& conversation) {
  ToolChoice choice;
  std::string word = json_text(value);
  if (value.starts_with('{')) {
    if (text_at(value, "type") == "allowed_tools") {
      keep_allowed(json_at(value, "tools"), tools, conversation);
      word = text_at(value, "mode");
    } else {
      choice.kind = ToolChoice::Kind::tool;
      choice.tool = named_tool(value, tools);
    }
  }
  if (word == "required") choice.kind = ToolChoice::Kind::any;
  if (word == "none") choice.kind = ToolChoice::Kind::none;
  conversation.tool_choice = std::move(choice);
}

void decode_field(std::string_view key, std::string_view value, Conversation& conversation) {
  if (value == "null") return;
  if (key == "model") conversation.model = json_text(value);
  if (key == "stream") conversation.stream = value == "true";
  if (key == "instructions" && value.size() > 2) conversation.system.push_back(json_text(value));
  if (key == "temperature") conversation.temperature = json_double(value);
  if (key == "top_p") conversation.top_p = json_double(value);
  if (key == "max_output_tokens") conversation.max_tokens = json_count(value);
  if (key == "reasoning") {
    conversation.thinking.mode = ThinkingWish::Mode::adaptive;
    decode_effort(text_at(value, "effort"), conversation);
  }
  if (key == "text") {
    const std::string_view format = json_at(value, "format");
    if (text_at(format, "type") == "json_schema") {
      conversation.output_schema_json = json_at(format, "schema");
    }
  }
}

// What an answer's provider keeps is not in the request.
Result<void> check_self_contained(const JsonDoc& body) {
  for (const std::string_view key : {"previous_response_id", "conversation", "prompt"}) {
    const std::string_view value = body.value(body.root(), key);
    if (value.empty() || value == "null") continue;
    return fail(std::string(key) +
                ": it names what only its provider keeps (the agent should send the whole input)");
  }
  return {};
}

}  // namespace

Result<Conversation> decode_request(const Request& request) {
  const std::string_view raw = request.raw;
  const JsonDoc body = walk_request(raw);
  if (auto good = check_request(body); !good) return tl::unexpected(good.error());
  if (auto whole = check_self_contained(body); !whole) return tl::unexpected(whole.error());
  // Others parse the schemas and inputs that a Conversation carries.
  if (json_depth(raw) > kMaxJsonDepth) return fail("the request is nested too deeply");
  const ToolTable tools(raw);
  Conversation conversation;
  for (const ToolEntry& entry : tools.entries())
    conversation.tools.push_back(entry.spec);
  for (const JsonSpan& member : body.children(body.root()))
    decode_field(member.key, member.in(raw), conversation);
  if (auto read = decode_input(body.value(body.root(), "input"), tools, conversation); !read) {
    return tl::unexpected(read.error());
  }
  const std::string_view choice = body.value(body.root(), "tool_choice");
  if (!choice.empty() && choice != "null") decode_choice(choice, tools, conversation);
  if (body.value(body.root(), "parallel_tool_calls") == "false" && !conversation.tools.empty()) {
    if (!conversation.tool_choice) conversation.tool_choice.emplace();
    conversation.tool_choice->parallel = false;
  }
  return conversation;
}

}  // namespace edgee::openai_responses
