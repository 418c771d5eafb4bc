#include "core/drill/brain.h"

#include <utility>
#include <vector>

#include "core/base/json.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Head;
using script::Play;

// What the model says: a tool call, or its last words.
struct Saying {
  int step = 0;  // 0: the final text
  std::string call_id;
  std::string tool;
  std::string input;
  std::string text;
};

Saying decide(const BrainScript& script, const script::Received& request) {
  const int done = count_tool_results(script.dialect, request.body);
  Saying saying;
  if (done < script.steps) {
    saying.step = done + 1;
    saying.call_id = "toolu_drill_" + std::to_string(saying.step);
    saying.tool = script.tool;
    saying.input = script.input(saying.step);
    saying.text = "Step " + std::to_string(saying.step) + ".";
  } else {
    saying.text = script.final_text;
  }
  return saying;
}

std::string event(const std::string& type, const OrderedJson& data) {
  return "event: " + type + "\ndata: " + dump_json(data) + "\n\n";
}

OrderedJson anthropic_message(const Saying& saying, bool whole) {
  OrderedJson content = OrderedJson::array();
  if (whole) {
    content.push_back({{"type", "text"}, {"text", saying.text}});
    if (saying.step > 0) {
      content.push_back({{"type", "tool_use"},
                         {"id", saying.call_id},
                         {"name", saying.tool},
                         {"input", OrderedJson::parse(saying.input)}});
    }
  }
  OrderedJson message{{"id", "msg_drill_" + std::to_string(saying.step)},
                      {"type", "message"},
                      {"role", "assistant"},
                      {"model", "drill"},
                      {"content", content},
                      {"stop_reason", nullptr},
                      {"stop_sequence", nullptr},
                      {"usage", {{"input_tokens", 100}, {"output_tokens", 20}}}};
  if (whole) message["stop_reason"] = saying.step > 0 ? "tool_use" : "end_turn";
  return message;
}

Play anthropic_stream(const Saying& saying) {
  std::string start = event(
      "message_start", {{"type", "message_start"}, {"message", anthropic_message(saying, false)}});
  start += event("content_block_start", {{"type", "content_block_start"},
                                         {"index", 0},
                                         {"content_block", {{"type", "text"}, {"text", ""}}}});
  std::string rest =
      event("content_block_delta", {{"type", "content_block_delta"},
                                    {"index", 0},
                                    {"delta", {{"type", "text_delta"}, {"text", saying.text}}}});
  rest += event("content_block_stop", {{"type", "content_block_stop"}, {"index", 0}});
  if (saying.step > 0) {
    rest += event("content_block_start", {{"type", "content_block_start"},
                                          {"index", 1},
                                          {"content_block",
                                           {{"type", "tool_use"},
                                            {"id", saying.call_id},
                                            {"name", saying.tool},
                                            {"input", OrderedJson::object()}}}});
    rest += event("content_block_delta",
                  {{"type", "content_block_delta"},
                   {"index", 1},
                   {"delta", {{"type", "input_json_delta"}, {"partial_json", saying.input}}}});
    rest += event("content_block_stop", {{"type", "content_block_stop"}, {"index", 1}});
  }
  rest += event(
      "message_delta",
      {{"type", "message_delta"},
       {"delta",
        {{"stop_reason", saying.step > 0 ? "tool_use" : "end_turn"}, {"stop_sequence", nullptr}}},
       {"usage", {{"output_tokens", 20}}}});
  rest += event("message_stop", {{"type", "message_stop"}});
  return {Head{200, {{"content-type", "text/event-stream"}, {"request-id", "req_drill"}}},
          Body{std::move(start)}, Body{std::move(rest)}, End{}};
}

OrderedJson chat_calls(const Saying& saying) {
  return OrderedJson::array({{{"index", 0},
                              {"id", saying.call_id},
                              {"type", "function"},
                              {"function", {{"name", saying.tool}, {"arguments", saying.input}}}}});
}

std::string chat_chunk(const OrderedJson& delta, const OrderedJson& finish) {
  const OrderedJson chunk{
      {"id", "chatcmpl-drill"},
      {"object", "chat.completion.chunk"},
      {"created", 0},
      {"model", "drill"},
      {"choices",
       OrderedJson::array({{{"index", 0}, {"delta", delta}, {"finish_reason", finish}}})}};
  return "data: " + dump_json(chunk) + "\n\n";
}

Play chat_stream(const Saying& saying) {
  std::string body = chat_chunk({{"role", "assistant"}, {"content", saying.text}}, nullptr);
  if (saying.step > 0) body += chat_chunk({{"tool_calls", chat_calls(saying)}}, nullptr);
  body += chat_chunk(OrderedJson::object(), saying.step > 0 ? "tool_calls" : "stop");
  const OrderedJson usage{
      {"id", "chatcmpl-drill"},
      {"object", "chat.completion.chunk"},
      {"choices", OrderedJson::array()},
      {"usage", {{"prompt_tokens", 100}, {"completion_tokens", 20}, {"total_tokens", 120}}}};
  body += "data: " + dump_json(usage) + "\n\ndata: [DONE]\n\n";
  return {Head{200, {{"content-type", "text/event-stream"}}}, Body{std::move(body)}, End{}};
}

OrderedJson chat_message(const Saying& saying) {
  OrderedJson message{{"role", "assistant"}, {"content", saying.text}};
  if (saying.step > 0) message["tool_calls"] = chat_calls(saying);
  return {{"id", "chatcmpl-drill"},
          {"object", "chat.completion"},
          {"model", "drill"},
          {"choices",
           OrderedJson::array({{{"index", 0},
                                {"message", message},
                                {"finish_reason", saying.step > 0 ? "tool_calls" : "stop"}}})},
          {"usage", {{"prompt_tokens", 100}, {"completion_tokens", 20}, {"total_tokens", 120}}}};
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

}  // namespace

int count_tool_results(DialectId dialect, std::string_view body) {
  const std::optional<Json> request = parse_json(body);
  if (!request) return 0;
  const Json& messages = member(*request, "messages");
  return dialect == DialectId::openai_chat ? count_chat(messages) : count_anthropic(messages);
}

Play brain_answer(const BrainScript& script, const script::Received& request) {
  const std::optional<Json> body = parse_json(request.body);
  const bool stream = body && bool_member(*body, "stream");
  const Saying saying = decide(script, request);
  if (script.dialect == DialectId::openai_chat) {
    return stream ? chat_stream(saying) : whole(chat_message(saying));
  }
  return stream ? anthropic_stream(saying) : whole(anthropic_message(saying, true));
}

}  // namespace edgee
