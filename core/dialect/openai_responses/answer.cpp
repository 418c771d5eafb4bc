#include "core/dialect/openai_responses/answer.h"

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/openai_responses/failure.h"
#include "core/dialect/openai_responses/item_reader.h"
#include "core/dialect/openai_responses/json_out.h"
#include "core/dialect/openai_responses/stream_decoder.h"
#include "core/dialect/openai_responses/stream_encoder.h"

namespace edgee::openai_responses {

std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body) {
  const std::string_view text = trim(body);
  if (!text.starts_with('{') || !scan_json(text)) return std::nullopt;
  std::vector<StreamEvent> events;
  const std::string_view error = json_at(text, "error");
  const std::string status = text_at(text, "status");
  if (error.size() > 4 || status == "failed" || status == "cancelled") {
    events.emplace_back(Fault{read_stream_error(error.size() > 4 ? error : "{}")});
    return events;
  }
  const std::string_view output = json_at(text, "output");
  if (!output.starts_with('[')) return std::nullopt;
  events.emplace_back(MessageStart{text_at(text, "id"), text_at(text, "model"), {}});
  ItemReader items;
  int place = 0;
  JsonWalk walk(output);
  for (JsonSpan span; walk.next(span);)
    items.done(place++, span.in(output), events);
  // Queued or still at it: there is no answer yet.
  if (status != "queued" && status != "in_progress") read_response_end(text, items, events);
  return events;
}

std::string encode_answer(const std::vector<StreamEvent>& events, const Request& request) {
  Encoder encoder(request);
  std::string stream;
  for (const StreamEvent& event : events)
    encoder.encode(event, stream);
  return encoder.response();
}

}  // namespace edgee::openai_responses
