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

// What an answer that broke off had said, when the request asks to go on from there: its last words
// are the assistant's, or the assistant's with an instruction behind them.
std::string said_before(const script::Received& request) {
  const std::optional<Json> body = parse_json(request.body);
  if (!body) return "";
  const Json& messages = member(*body, "messages");
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
  if (done < script.steps) {
    saying.step = done + 1;
    saying.call_id = "toolu_drill_" + std::to_string(saying.step);
    saying.tool = script.tool;
    saying.input = script.input(saying.step);
    saying.text = "Step " + std::to_string(saying.step) + " is next.";
  } else {
    saying.text = script.final_text;
  }
  const std::string before = said_before(request);
  if (saying.text.starts_with(before)) saying.text.erase(0, before.size());
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

std::string delta_event(int index, const OrderedJson& delta) {
  return event("content_block_delta",
               {{"type", "content_block_delta"}, {"index", index}, {"delta", delta}});
}

std::string block_events(int index, const OrderedJson& block, const std::string& deltas) {
  return event("content_block_start",
               {{"type", "content_block_start"}, {"index", index}, {"content_block", block}}) +
         deltas + event("content_block_stop", {{"type", "content_block_stop"}, {"index", index}});
}

// In two pieces, so that there is a middle to break off in.
std::string text_events(int index, const std::string& text) {
  const std::size_t half = text.size() / 2;
  std::string deltas;
  for (const std::string& piece : {text.substr(0, half), text.substr(half)}) {
    if (!piece.empty()) deltas += delta_event(index, {{"type", "text_delta"}, {"text", piece}});
  }
  return block_events(index, {{"type", "text"}, {"text", ""}}, deltas);
}

std::string call_events(int index, const Saying& saying) {
  const std::size_t half = saying.input.size() / 2;
  std::string deltas;
  for (const std::string& piece : {saying.input.substr(0, half), saying.input.substr(half)}) {
    deltas += delta_event(index, {{"type", "input_json_delta"}, {"partial_json", piece}});
  }
  return block_events(index,
                      {{"type", "tool_use"},
                       {"id", saying.call_id},
                       {"name", saying.tool},
                       {"input", OrderedJson::object()}},
                      deltas);
}

Play anthropic_stream(const Saying& saying) {
  std::string start = event(
      "message_start", {{"type", "message_start"}, {"message", anthropic_message(saying, false)}});
  std::string rest;
  int index = 0;
  if (!saying.text.empty()) rest += text_events(index++, saying.text);
  if (saying.step > 0) rest += call_events(index, saying);
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
