#include "tests/support/responses_render.h"

#include <utility>

namespace edgee::model {
namespace {

OrderedJson text_part(const std::string& text) {
  return {{"type", "output_text"}, {"text", text}, {"annotations", OrderedJson::array()}};
}

OrderedJson summary_part(const std::string& text) {
  return {{"type", "summary_text"}, {"text", text}};
}

std::string item_id(const std::string& id, int index) {
  return "item_" + id + "_" + std::to_string(index);
}

// `whole` = false: as the item is when it begins.
OrderedJson item_json(const Item& item, const std::string& id, const std::string& input,
                      bool whole) {
  const char* status = whole ? "completed" : "in_progress";
  OrderedJson parts = OrderedJson::array();
  if (item.kind == Item::Kind::thinking) {
    if (whole) parts.push_back(summary_part(item.text));
    return {{"id", id}, {"type", "reasoning"}, {"summary", parts}, {"encrypted_content", nullptr}};
  }
  if (item.kind == Item::Kind::text) {
    if (whole) parts.push_back(text_part(item.text));
    return {{"id", id},
            {"type", "message"},
            {"status", status},
            {"role", "assistant"},
            {"content", parts}};
  }
  return {{"id", id},           {"type", "function_call"}, {"status", status},
          {"call_id", item.id}, {"name", item.name},       {"arguments", whole ? input : ""}};
}

class Writer {
 public:
  explicit Writer(const Pieces& pieces) : pieces_(pieces) {}

  void say(const std::string& type, const OrderedJson& data) {
    OrderedJson event{{"type", type}, {"sequence_number", number_++}};
    event.update(data);
    events_.push_back("event: " + type + "\ndata: " + dump_json(event) + "\n\n");
  }

  void item(int index, const std::string& id, const Item& item, const std::string& input) {
    const OrderedJson place{{"item_id", id}, {"output_index", index}};
    say("response.output_item.added",
        {{"output_index", index}, {"item", item_json(item, id, input, false)}});
    if (item.kind == Item::Kind::text) {
      part(place, "content", "output_text", item.text, text_part(""), text_part(item.text));
    } else if (item.kind == Item::Kind::thinking) {
      part(place, "summary", "reasoning_summary_text", item.text, summary_part(""),
           summary_part(item.text));
    } else {
      deltas(place, "function_call_arguments", input);
      with(place, "response.function_call_arguments.done", "arguments", input);
    }
    say("response.output_item.done",
        {{"output_index", index}, {"item", item_json(item, id, input, true)}});
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(events_); }

 private:
  void with(OrderedJson place, const std::string& type, const char* name,
            const OrderedJson& value) {
    place[name] = value;
    say(type, place);
  }
  void deltas(const OrderedJson& place, const std::string& kind, const std::string& text) {
    for (const std::string& piece : pieces_(text))
      with(place, "response." + kind + ".delta", "delta", piece);
  }
  void part(OrderedJson place, const std::string& list, const std::string& kind,
            const std::string& text, const OrderedJson& begun, const OrderedJson& whole) {
    place[list + "_index"] = 0;
    const std::string name =
        list == "content" ? "response.content_part" : "response.reasoning_summary_part";
    with(place, name + ".added", "part", begun);
    deltas(place, kind, text);
    with(place, "response." + kind + ".done", "text", text);
    with(place, name + ".done", "part", whole);
  }

  const Pieces& pieces_;
  std::vector<std::string> events_;
  int number_ = 0;
};

OrderedJson response(const std::string& id, const char* status, const OrderedJson& output) {
  return {{"id", id},         {"object", "response"}, {"created_at", 0},
          {"status", status}, {"model", "m"},         {"output", output}};
}

}  // namespace

std::vector<std::string> responses_events(const Rest& rest, const std::string& id,
                                          const Pieces& pieces,
                                          const std::function<std::string(const Item&)>& input_of) {
  Writer writer(pieces);
  writer.say("response.created", {{"response", response(id, "in_progress", OrderedJson::array())}});
  int index = 0;
  for (const Item& item : rest.items) {
    writer.item(index, item_id(id, index), item, input_of(item));
    ++index;
  }
  return writer.take();
}

OrderedJson responses_object(const Rest& rest, const std::string& id) {
  OrderedJson output = OrderedJson::array();
  int index = 0;
  for (const Item& item : rest.items)
    output.push_back(item_json(item, item_id(id, index++), item.input, true));
  OrderedJson object = response(id, "completed", output);
  object["usage"] = {{"input_tokens", 10}, {"output_tokens", 20}, {"total_tokens", 30}};
  return object;
}

std::string responses_completed(const Rest& rest, const std::string& id) {
  const OrderedJson event{{"type", "response.completed"},
                          {"sequence_number", 999},
                          {"response", responses_object(rest, id)}};
  return "event: response.completed\ndata: " + dump_json(event) + "\n\n";
}

}  // namespace edgee::model
