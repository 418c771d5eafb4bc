#include <utility>
#include <vector>

#include "core/drill/brain_saying.h"

// https://platform.openai.com/docs/api-reference/responses-streaming
namespace edgee {
namespace {

using script::Body;
using script::End;
using script::Head;
using script::Play;

OrderedJson response(const std::string& status, const OrderedJson& output) {
  OrderedJson object{{"id", "resp_drill"}, {"object", "response"}, {"created_at", 0},
                     {"status", status},   {"error", nullptr},     {"incomplete_details", nullptr},
                     {"model", "drill"},   {"output", output},     {"usage", nullptr}};
  if (status == "completed") {
    object["usage"] = {{"input_tokens", 100},
                       {"input_tokens_details", {{"cached_tokens", 0}}},
                       {"output_tokens", 20},
                       {"output_tokens_details", {{"reasoning_tokens", 0}}},
                       {"total_tokens", 120}};
  }
  return object;
}

OrderedJson text_part(const std::string& text) {
  return {{"type", "output_text"}, {"text", text}, {"annotations", OrderedJson::array()}};
}

OrderedJson message_item(const std::string& status, const OrderedJson& content) {
  return {{"id", "msg_drill"},
          {"type", "message"},
          {"status", status},
          {"role", "assistant"},
          {"content", content}};
}

OrderedJson call_item(const Saying& saying, const std::string& status, const std::string& input) {
  return {{"id", "fc_drill_" + std::to_string(saying.step)},
          {"type", "function_call"},
          {"status", status},
          {"call_id", saying.call_id},
          {"name", saying.tool},
          {"arguments", input}};
}

OrderedJson output_of(const Saying& saying) {
  OrderedJson output = OrderedJson::array();
  if (!saying.text.empty()) {
    output.push_back(message_item("completed", OrderedJson::array({text_part(saying.text)})));
  }
  if (saying.step > 0) output.push_back(call_item(saying, "completed", saying.input));
  return output;
}

// Numbers its events.
class Writer {
 public:
  void say(const std::string& type, const OrderedJson& data) {
    OrderedJson event{{"type", type}, {"sequence_number", number_++}};
    event.update(data);
    bytes_ += named_event(type, event);
  }
  void item(const char* moment, int index, const OrderedJson& item) {
    say(std::string("response.output_item.") + moment, {{"output_index", index}, {"item", item}});
  }
  [[nodiscard]] std::string take() { return std::exchange(bytes_, {}); }

 private:
  std::string bytes_;
  int number_ = 0;
};

void write_message(Writer& writer, int index, const std::string& text) {
  const OrderedJson place{{"item_id", "msg_drill"}, {"output_index", index}, {"content_index", 0}};
  const auto say = [&](const std::string& type, const char* name, const OrderedJson& value) {
    OrderedJson data = place;
    data[name] = value;
    writer.say(type, data);
  };
  writer.item("added", index, message_item("in_progress", OrderedJson::array()));
  say("response.content_part.added", "part", text_part(""));
  for (const std::string& piece : halves(text)) {
    if (!piece.empty()) say("response.output_text.delta", "delta", piece);
  }
  say("response.output_text.done", "text", text);
  say("response.content_part.done", "part", text_part(text));
  writer.item("done", index, message_item("completed", OrderedJson::array({text_part(text)})));
}

void write_call(Writer& writer, int index, const Saying& saying) {
  const OrderedJson whole = call_item(saying, "completed", saying.input);
  const auto say = [&](const std::string& type, const char* name, const std::string& value) {
    writer.say(type, {{"item_id", whole["id"]}, {"output_index", index}, {name, value}});
  };
  writer.item("added", index, call_item(saying, "in_progress", ""));
  for (const std::string& piece : halves(saying.input))
    say("response.function_call_arguments.delta", "delta", piece);
  say("response.function_call_arguments.done", "arguments", saying.input);
  writer.item("done", index, whole);
}

}  // namespace

OrderedJson responses_answer(const Saying& saying) {
  return response("completed", output_of(saying));
}

Play responses_stream(const Saying& saying) {
  Writer writer;
  writer.say("response.created", {{"response", response("in_progress", OrderedJson::array())}});
  std::string start = writer.take();
  int index = 0;
  if (!saying.text.empty()) write_message(writer, index++, saying.text);
  if (saying.step > 0) write_call(writer, index, saying);
  writer.say("response.completed", {{"response", response("completed", output_of(saying))}});
  return {Head{200, {{"content-type", "text/event-stream"}, {"x-request-id", "req_drill"}}},
          Body{std::move(start)}, Body{writer.take()}, End{}};
}

}  // namespace edgee
