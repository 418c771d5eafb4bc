// The response object around the items of an answer, as the Responses API writes it. Pure.
#pragma once

#include <span>
#include <string>

#include "core/dialect/openai_responses/item_writer.h"
#include "core/model/stream_event.h"

namespace edgee::openai_responses {

struct ResponseState {
  std::string id;
  std::string model;
  std::string status = "in_progress";  // completed, incomplete, failed
  std::string error = "null";          // JSON
  TokenUsage usage;
  Stop stop;
};

// With the items that are done; usage only when the response is over.
[[nodiscard]] std::string write_response(const ResponseState& state, std::span<const Item> items);

}  // namespace edgee::openai_responses
