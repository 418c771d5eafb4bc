#include "core/dialect/openai_chat/answer.h"

#include "core/base/json.h"
#include "core/dialect/openai_chat/chunk_reader.h"
#include "core/dialect/openai_chat/failure.h"

namespace edgee::openai_chat {

std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body) {
  const std::optional<Json> answer = parse_json(body);
  if (!answer || !answer->is_object()) return std::nullopt;
  const Json& choices = member(*answer, "choices");
  if (!holds_error(*answer) && (!choices.is_array() || choices.empty())) return std::nullopt;
  std::vector<StreamEvent> events;
  ChunkReader reader;
  reader.read(*answer, events);
  reader.end(events);
  return events;
}

}  // namespace edgee::openai_chat
