#include <utility>

#include "core/drill/brain_saying.h"

namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Head;
using script::Play;

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
  return named_event("content_block_delta",
                     {{"type", "content_block_delta"}, {"index", index}, {"delta", delta}});
}

std::string block_events(int index, const OrderedJson& block, const std::string& deltas) {
  return named_event(
             "content_block_start",
             {{"type", "content_block_start"}, {"index", index}, {"content_block", block}}) +
         deltas +
         named_event("content_block_stop", {{"type", "content_block_stop"}, {"index", index}});
}

// In two pieces, so that there is a middle to break off in.
std::string text_events(int index, const std::string& text) {
  std::string deltas;
  for (const std::string& piece : halves(text)) {
    if (!piece.empty()) deltas += delta_event(index, {{"type", "text_delta"}, {"text", piece}});
  }
  return block_events(index, {{"type", "text"}, {"text", ""}}, deltas);
}

std::string call_events(int index, const Saying& saying) {
  std::string deltas;
  for (const std::string& piece : halves(saying.input)) {
    deltas += delta_event(index, {{"type", "input_json_delta"}, {"partial_json", piece}});
  }
  return block_events(index,
                      {{"type", "tool_use"},
                       {"id", saying.call_id},
                       {"name", saying.tool},
                       {"input", OrderedJson::object()}},
                      deltas);
}

}  // namespace

OrderedJson anthropic_answer(const Saying& saying) {
  return anthropic_message(saying, true);
}

Play anthropic_stream(const Saying& saying) {
  std::string start = named_event(
      "message_start", {{"type", "message_start"}, {"message", anthropic_message(saying, false)}});
  std::string rest;
  int index = 0;
  if (!saying.text.empty()) rest += text_events(index++, saying.text);
  if (saying.step > 0) rest += call_events(index, saying);
  rest += named_event(
      "message_delta",
      {{"type", "message_delta"},
       {"delta",
        {{"stop_reason", saying.step > 0 ? "tool_use" : "end_turn"}, {"stop_sequence", nullptr}}},
       {"usage", {{"output_tokens", 20}}}});
  rest += named_event("message_stop", {{"type", "message_stop"}});
  return {Head{200, {{"content-type", "text/event-stream"}, {"request-id", "req_drill"}}},
          Body{std::move(start)}, Body{std::move(rest)}, End{}};
}

}  // namespace edgee
