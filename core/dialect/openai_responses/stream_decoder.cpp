#include "core/dialect/openai_responses/stream_decoder.h"

#include <utility>

#include "core/base/text.h"
#include "core/dialect/openai_responses/failure.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/words.h"

namespace edgee::openai_responses {

// The members of an event, as they stand in its data.
struct Decoder::Fields {
  std::string_view data;
  std::string_view type;
  int place = -1;
  int part = 0;  // summary_index or content_index
  std::string_view delta;
  std::string_view item;
  std::string_view response;
  std::string_view error;

  // False when `data` is no JSON object.
  bool scan(std::string_view text) {
    if (!trim(text).starts_with('{')) return false;
    data = text;
    JsonWalk walk(text);
    for (JsonSpan span; walk.next(span);) {
      const std::string_view value = span.in(text);
      if (span.key == "type" && value.size() > 2) type = value.substr(1, value.size() - 2);
      if (span.key == "output_index") place = static_cast<int>(parse_number(value));
      if (span.key == "summary_index" || span.key == "content_index") {
        part = static_cast<int>(parse_number(value));
      }
      if (span.key == "delta") delta = value;
      if (span.key == "item") item = value;
      if (span.key == "response") response = value;
      if (span.key == "error") error = value;
    }
    return walk.whole();
  }
};

void Decoder::take(std::string_view bytes) {
  if (!broken()) reader_.feed(bytes);
}

std::optional<std::string_view> Decoder::next(std::vector<StreamEvent>& out) {
  if (broken()) return std::nullopt;
  const std::optional<SseFrame> frame = reader_.next();
  if (!frame) return std::nullopt;
  if (!frame->blank) read(*frame, out);
  if (broken_) return std::nullopt;
  return frame->raw;
}

void Decoder::read(const SseFrame& frame, std::vector<StreamEvent>& out) {
  if (frame.data.empty()) {
    out.emplace_back(Ping{});
    return;
  }
  if (over_ || frame.data == "[DONE]") return;
  Fields fields;
  if (!fields.scan(frame.data)) {
    broken_ = true;
    return;
  }
  if (fields.type.empty()) fields.type = frame.event;
  const std::string_view type = fields.type;
  // Some servers begin with the first item.
  if (!started_ && fields.response.empty() && type.starts_with("response.")) {
    read_start(fields, out);
  }
  if (read_piece(fields, out)) return;
  if (type == "response.output_item.added") {
    items_.added(fields.place, fields.item, out);
  } else if (type == "response.output_item.done") {
    items_.done(fields.place, fields.item, out);
  } else if (type == "response.created" || type == "response.in_progress" ||
             type == "response.queued") {
    read_start(fields, out);
  } else if (type == "response.completed" || type == "response.incomplete" ||
             type == "response.failed" || type == "response.cancelled") {
    read_end(fields, out);
  } else if (type == "error" || fields.error.size() > 4) {
    fault(fields.error.size() > 4 ? fields.error : fields.data, out);
  } else if (!type.starts_with("response.")) {
    out.emplace_back(Ping{});  // keepalive, codex.rate_limits
  }
}

// The events of an item in the making; false for any other. Those that only repeat what the pieces
// said (the done events) or frame it (content_part) say nothing new.
bool Decoder::read_piece(const Fields& fields, std::vector<StreamEvent>& out) {
  if (fields.type == "response.output_text.delta") {
    items_.text(fields.place, fields.delta, out);
  } else if (fields.type == "response.function_call_arguments.delta" ||
             fields.type == "response.custom_tool_call_input.delta") {
    items_.input(fields.place, fields.delta, out);
  } else if (fields.type == "response.reasoning_summary_text.delta" ||
             fields.type == "response.reasoning_text.delta") {
    items_.thinking(fields.place, fields.delta, out);
  } else if (fields.type == "response.refusal.delta") {
    items_.refusal(fields.place, fields.delta, out);
  } else if (fields.type == "response.reasoning_summary_part.added") {
    if (fields.part > 0) items_.next_thought(fields.place, out);
  } else {
    return false;
  }
  return true;
}

void Decoder::read_start(const Fields& fields, std::vector<StreamEvent>& out) {
  if (std::exchange(started_, true)) {
    out.emplace_back(Ping{});
    return;
  }
  out.emplace_back(
      MessageStart{text_at(fields.response, "id"), text_at(fields.response, "model"), {}});
}

void Decoder::read_end(const Fields& fields, std::vector<StreamEvent>& out) {
  over_ = true;
  const std::string_view error = json_at(fields.response, "error");
  if (fields.type == "response.failed" || fields.type == "response.cancelled") {
    out.emplace_back(Fault{read_stream_error(error.size() > 4 ? error : "{}")});
    return;
  }
  if (!started_) read_start(fields, out);
  if (!items_.any()) {
    // Some servers say everything here and nowhere else.
    const std::string_view output = json_at(fields.response, "output");
    int place = 0;
    JsonWalk walk(output);
    for (JsonSpan span; walk.next(span);)
      items_.done(place++, span.in(output), out);
  }
  items_.close_all(out);
  if (fields.type == "response.incomplete" && json_at(fields.response, "status").empty()) {
    out.emplace_back(stop_of_incomplete({}));
    out.emplace_back(MessageEnd{});
    return;
  }
  read_response_end(fields.response, items_, out);
}

void Decoder::fault(std::string_view error, std::vector<StreamEvent>& out) {
  over_ = true;
  out.emplace_back(Fault{read_stream_error(error)});
}

void read_response_end(std::string_view response, const ItemReader& items,
                       std::vector<StreamEvent>& out) {
  const std::string_view usage = json_at(response, "usage");
  if (usage.starts_with('{')) out.emplace_back(Usage{read_usage(usage)});
  Stop stop;
  if (items.has_calls()) stop.reason = StopReason::tool_use;
  if (items.refused()) stop.reason = StopReason::refusal;
  if (text_at(response, "status") == "incomplete") {
    stop = stop_of_incomplete(text_at(json_at(response, "incomplete_details"), "reason"));
  }
  out.emplace_back(std::move(stop));
  out.emplace_back(MessageEnd{});
}

std::unique_ptr<StreamDecoder> make_decoder() {
  return std::make_unique<Decoder>();
}

}  // namespace edgee::openai_responses
