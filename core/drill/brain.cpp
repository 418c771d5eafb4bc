#include "core/drill/brain.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/json.h"
#include "core/drill/brain_saying.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Head;
using script::Play;

// The text of a message, be it a string or a list of blocks.
std::string text_of(const Json& message) {
  const Json& content = member(message, "content");
  if (content.is_string()) return content.get<std::string>();
  std::string text;
  if (!content.is_array()) return text;
  for (const Json& block : content)
    text += string_member(block, "text");
  return text;
}

// In either dialect's word for them.
const Json& messages_of(const Json& body) {
  return member(body, body.contains("input") ? "input" : "messages");
}

// An agent's side call: a title, say.
bool has_tools(const Json& body) {
  const Json& tools = member(body, "tools");
  if (tools.is_array() && !tools.empty()) return true;
  const Json& items = member(body, "input");
  if (!items.is_array()) return false;
  return std::any_of(items.begin(), items.end(), [](const Json& item) {
    return string_member(item, "type") == "additional_tools";
  });
}

// What an answer that broke off had said, when the request asks to go on from there: its last words
// are the assistant's, or the assistant's with an instruction behind them.
std::string said_before(const script::Received& request) {
  const std::optional<Json> body = parse_json(request.body);
  if (!body) return "";
  const Json& messages = messages_of(*body);
  if (!messages.is_array() || messages.size() < 2) return "";
  const Json& last = messages.back();
  if (string_member(last, "role") == "assistant") return text_of(last);
  const Json& before = messages[messages.size() - 2];
  const bool asks = text_of(last).find("The connection broke while you were") != std::string::npos;
  return asks && string_member(before, "role") == "assistant" ? text_of(before) : "";
}

Saying decide(const BrainScript& script, const script::Received& request) {
  const int done = count_tool_results(script.dialect, request.body);
  Saying saying;
  const std::optional<Json> body = parse_json(request.body);
  if (!script.title.empty() && body && !has_tools(*body)) {
    saying.text = script.title;
    return saying;
  }
  if (done < script.steps) {
    saying.step = done + 1;
    saying.call_id = "toolu_drill_" + std::to_string(saying.step);
    saying.tool = script.tool;
    saying.input = script.input(saying.step);
    saying.text = step_text(saying.step);
  } else {
    saying.text = script.final_text;
  }
  const std::string before = said_before(request);
  if (saying.text.starts_with(before)) saying.text.erase(0, before.size());
  return saying;
}

Play whole(const OrderedJson& message) {
  return {Head{200, {{"content-type", "application/json"}}}, Body{dump_json(message)}, End{}};
}

bool is_tool_result(const Json& block) {
  return string_member(block, "type") == "tool_result";
}

int count_anthropic(const Json& messages) {
  int count = 0;
  for (const Json& message : messages) {
    const Json& content = member(message, "content");
    if (!content.is_array()) continue;
    for (const Json& block : content)
      count += is_tool_result(block) ? 1 : 0;
  }
  return count;
}

int count_chat(const Json& messages) {
  int count = 0;
  for (const Json& message : messages)
    count += string_member(message, "role") == "tool" ? 1 : 0;
  return count;
}

int count_responses(const Json& items) {
  int count = 0;
  for (const Json& item : items) {
    const std::string type = string_member(item, "type");
    count += type == "function_call_output" || type == "custom_tool_call_output" ? 1 : 0;
  }
  return count;
}

}  // namespace

std::string step_text(int step) {
  return "Step " + std::to_string(step) + " is next.";
}

int count_tool_results(DialectId dialect, std::string_view body) {
  const std::optional<Json> request = parse_json(body);
  if (!request) return 0;
  const Json& messages = messages_of(*request);
  if (dialect == DialectId::openai_responses) return count_responses(messages);
  return dialect == DialectId::openai_chat ? count_chat(messages) : count_anthropic(messages);
}

Play brain_answer(const BrainScript& script, const script::Received& request) {
  const std::optional<Json> body = parse_json(request.body);
  const bool stream = body && bool_member(*body, "stream");
  const Saying saying = decide(script, request);
  if (script.dialect == DialectId::openai_chat) {
    return stream ? chat_stream(saying) : whole(chat_answer(saying));
  }
  if (script.dialect == DialectId::openai_responses) {
    return stream ? responses_stream(saying) : whole(responses_answer(saying));
  }
  return stream ? anthropic_stream(saying) : whole(anthropic_answer(saying));
}

}  // namespace edgee
