#include <utility>

#include "core/drill/brain_saying.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Head;
using script::Play;

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

std::string call_chunks(const Saying& saying) {
  const auto [first, second] = halves(saying.input);
  OrderedJson begun = chat_calls(saying);
  begun[0]["function"]["arguments"] = first;
  const OrderedJson rest =
      OrderedJson::array({{{"index", 0}, {"function", {{"arguments", second}}}}});
  return chat_chunk({{"tool_calls", begun}}, nullptr) + chat_chunk({{"tool_calls", rest}}, nullptr);
}

}  // namespace

Play chat_stream(const Saying& saying) {
  std::string body;
  for (const std::string& piece : halves(saying.text)) {
    if (!piece.empty()) body += chat_chunk({{"role", "assistant"}, {"content", piece}}, nullptr);
  }
  if (saying.step > 0) body += call_chunks(saying);
  body += chat_chunk(OrderedJson::object(), saying.step > 0 ? "tool_calls" : "stop");
  const OrderedJson usage{
      {"id", "chatcmpl-drill"},
      {"object", "chat.completion.chunk"},
      {"choices", OrderedJson::array()},
      {"usage", {{"prompt_tokens", 100}, {"completion_tokens", 20}, {"total_tokens", 120}}}};
  body += "data: " + dump_json(usage) + "\n\ndata: [DONE]\n\n";
  return {Head{200, {{"content-type", "text/event-stream"}}}, Body{std::move(body)}, End{}};
}

OrderedJson chat_answer(const Saying& saying) {
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

}  // namespace edgee
