#include "core/dialect/gemini/answer.h"

#include <utility>
#include <variant>

#include "core/base/json_quote.h"
#include "core/base/text.h"
#include "core/dialect/gemini/chunk_reader.h"
#include "core/dialect/gemini/errors.h"
#include "core/dialect/gemini/fields.h"
#include "core/dialect/gemini/json_object.h"
#include "core/dialect/gemini/stream_encoder.h"
#include "core/dialect/gemini/words.h"

namespace edgee::gemini {
namespace {

struct Block {
  BlockStart start;
  std::string words;  // text, thinking or a call's input
};

struct Answer {
  std::string id;
  std::string model;
  std::vector<Block> blocks;
  TokenUsage usage;
  Stop stop;
};

void append(Answer& answer, int index, const std::string& words) {
  for (Block& block : answer.blocks) {
    if (block.start.index == index) block.words += words;
  }
}

void gather(const StreamEvent& event, Answer& answer) {
  if (const auto* start = std::get_if<MessageStart>(&event)) {
    answer = Answer{start->id, start->model, {}, start->usage, {}};
  } else if (const auto* block = std::get_if<BlockStart>(&event)) {
    answer.blocks.push_back({*block, {}});
  } else if (const auto* words = std::get_if<TextDelta>(&event)) {
    append(answer, words->index, words->text);
  } else if (const auto* thinking = std::get_if<ThinkingDelta>(&event)) {
    append(answer, thinking->index, thinking->text);
  } else if (const auto* tool = std::get_if<ToolDelta>(&event)) {
    append(answer, tool->index, tool->json);
  } else if (const auto* usage = std::get_if<Usage>(&event)) {
    answer.usage = usage->usage;
  } else if (const auto* stop = std::get_if<Stop>(&event)) {
    answer.stop = *stop;
  }
}

// "" when the agent gets nothing of it. A call that the token limit cut is left out; of any other
// broken one the tool shall see that it is broken.
std::string write_block(const Block& block, const Asked& asked, const Stop& stop) {
  switch (block.start.kind) {
    case BlockKind::text:
      return block.words.empty() ? "" : write_text_part(block.words);
    case BlockKind::thinking:
      return asked.thoughts ? write_thought(block.words) : "";
    case BlockKind::tool_call: {
      std::string call = write_call(block.start, block.words, asked.names);
      if (!call.empty() || stop.reason == StopReason::max_tokens) return call;
      return write_call(block.start, R"({"unparsed_input":)" + quote_json(block.words) + "}",
                        asked.names);
    }
    case BlockKind::other:
      return value(block.start.raw, "type").empty() ? block.start.raw : "";
    case BlockKind::redacted_thinking:
      break;
  }
  return {};
}

}  // namespace

std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body) {
  std::vector<StreamEvent> events;
  ChunkReader reader;
  if (!reader.read(trim(body), events) || !reader.saw_answer()) return std::nullopt;
  reader.end(events);
  return events;
}

std::string encode_answer(const std::vector<StreamEvent>& events, const Request& request) {
  const Asked asked(request);
  Answer answer;
  for (const StreamEvent& event : events)
    gather(event, answer);
  std::string parts;
  for (const Block& block : answer.blocks) {
    const std::string part = write_block(block, asked, answer.stop);
    if (!part.empty()) append_element(parts, part);
  }
  if (parts.empty()) parts = write_text_part("");
  return write_response(parts, write_stop(answer.stop), answer.usage,
                        asked.model.empty() ? answer.model : asked.model,
                        answer.id.empty() ? asked.id : answer.id);
}

}  // namespace edgee::gemini
