#include "core/dialect/openai_responses/item_events.h"

#include <utility>

#include "core/dialect/openai_responses/input_encode.h"
#include "core/dialect/openai_responses/json_out.h"

namespace edgee::openai_responses {
namespace {

// Members that tell where a piece belongs.
std::string place_of(const Item& item) {
  return R"("output_index":)" + std::to_string(item.place);
}

std::string piece_of(const Item& item) {
  return place_of(item) + R"(,"item_id":)" + json_string(item.id);
}

std::string in_content(const Item& item) {
  return piece_of(item) + R"(,"content_index":0)";
}

std::string in_summary(const Item& item) {
  return piece_of(item) + R"(,"summary_index":0)";
}

std::string member(std::string_view key, std::string_view text) {
  std::string out = ",\"";
  return out.append(key).append("\":") + json_string(text);
}

bool is_function_call(const Item& item) {
  return item.kind == BlockKind::tool_call && item.call_kind() == CallKind::function;
}

void open_content(Item& item, EventWriter& events, std::string& out) {
  if (std::exchange(item.part_open, true)) return;
  events.write("response.content_part.added", in_content(item) + R"(,"part":)" + text_part(""),
               out);
}

void open_summary(Item& item, EventWriter& events, std::string& out) {
  if (std::exchange(item.part_open, true)) return;
  events.write("response.reasoning_summary_part.added",
               in_summary(item) + R"(,"part":)" + summary_part(""), out);
}

void end_message(Item& item, EventWriter& events, std::string& out) {
  open_content(item, events, out);
  const std::string at = in_content(item);
  events.write("response.output_text.done", at + R"(,"logprobs":[])" + member("text", item.words),
               out);
  events.write("response.content_part.done", at + R"(,"part":)" + text_part(item.words), out);
}

void end_reasoning(const Item& item, EventWriter& events, std::string& out) {
  if (!item.part_open) return;
  const std::string at = in_summary(item);
  events.write("response.reasoning_summary_text.done", at + member("text", item.words), out);
  events.write("response.reasoning_summary_part.done",
               at + R"(,"part":)" + summary_part(item.words), out);
}

// A call without input has an empty object, which is a piece of it as well.
void end_call(Item& item, EventWriter& events, std::string& out) {
  if (is_function_call(item)) {
    if (item.words.empty()) add_words(item, "{}", events, out);
    events.write(
        "response.function_call_arguments.done",
        piece_of(item) + member("name", item.agent_name()) + member("arguments", item.words), out);
  } else if (item.call_kind() == CallKind::custom) {
    const std::string input = freeform_text(item.words);
    if (!input.empty()) {
      events.write("response.custom_tool_call_input.delta", piece_of(item) + member("delta", input),
                   out);
    }
    events.write("response.custom_tool_call_input.done", piece_of(item) + member("input", input),
                 out);
  }
}

}  // namespace

void begin_item(Item& item, EventWriter& events, std::string& out) {
  events.write("response.output_item.added", place_of(item) + R"(,"item":)" + begun_item(item),
               out);
  if (item.kind == BlockKind::text) open_content(item, events, out);
}

void add_words(Item& item, std::string_view words, EventWriter& events, std::string& out) {
  item.words += words;
  if (item.kind == BlockKind::text) {
    open_content(item, events, out);
    events.write("response.output_text.delta",
                 in_content(item) + R"(,"logprobs":[])" + member("delta", words), out);
  } else if (item.kind == BlockKind::thinking) {
    open_summary(item, events, out);
    events.write("response.reasoning_summary_text.delta", in_summary(item) + member("delta", words),
                 out);
  } else if (is_function_call(item)) {
    events.write("response.function_call_arguments.delta", piece_of(item) + member("delta", words),
                 out);
  }
}

void end_item(Item& item, EventWriter& events, std::string& out) {
  if (item.kind == BlockKind::text) end_message(item, events, out);
  if (item.kind == BlockKind::thinking) end_reasoning(item, events, out);
  if (item.kind == BlockKind::tool_call) end_call(item, events, out);
  item.done = true;
  events.write("response.output_item.done", place_of(item) + R"(,"item":)" + whole_item(item), out);
}

}  // namespace edgee::openai_responses
