#include <utility>
#include <variant>

#include "core/base/json_object.h"
#include "core/base/json_quote.h"
#include "core/dialect/anthropic/agent_names.h"
#include "core/dialect/anthropic/answer.h"
#include "core/dialect/anthropic/foreign_thinking.h"
#include "core/dialect/anthropic/stream_encoder.h"
#include "core/dialect/anthropic/words.h"

namespace edgee::anthropic {
namespace {

struct Block {
  BlockStart start;
  std::string text;       // text, thinking or tool input
  std::string signature;  // thinking
};

struct Answer {
  std::string id;
  std::vector<Block> blocks;
  TokenUsage usage;
  Stop stop;
  bool has_tool = false;

  Block* find(int index) {
    for (Block& block : blocks) {
      if (block.start.index == index) return &block;
    }
    return nullptr;
  }
};

void append(Answer& answer, int index, const std::string& text) {
  if (Block* block = answer.find(index)) block->text += text;
}

void gather(const StreamEvent& event, Answer& answer) {
  if (const auto* start = std::get_if<MessageStart>(&event)) {
    answer = Answer{};
    answer.id = start->id;
    answer.usage = start->usage;
  } else if (const auto* block = std::get_if<BlockStart>(&event)) {
    answer.has_tool = answer.has_tool || block->kind == BlockKind::tool_call;
    answer.blocks.push_back(Block{*block, {}, {}});
  } else if (const auto* text = std::get_if<TextDelta>(&event)) {
    append(answer, text->index, text->text);
  } else if (const auto* thinking = std::get_if<ThinkingDelta>(&event)) {
    append(answer, thinking->index, thinking->text);
  } else if (const auto* tool = std::get_if<ToolDelta>(&event)) {
    append(answer, tool->index, tool->json);
  } else if (const auto* signature = std::get_if<Signature>(&event)) {
    if (Block* signed_block = answer.find(signature->index)) {
      signed_block->signature += signature->signature;
    }
  } else if (const auto* usage = std::get_if<Usage>(&event)) {
    answer.usage = usage->usage;
  } else if (const auto* stop = std::get_if<Stop>(&event)) {
    answer.stop = *stop;
  }
}

// Input that is no JSON object must not run as an empty one: the tool refuses this and says so.
std::string tool_input(const std::string& text) {
  if (text.empty()) return "{}";
  if (is_json_object(text)) return text;
  return R"({"unparsed_input":)" + quote_json(text) + "}";
}

std::string write_block(const Block& block, AgentNames& names) {
  const BlockStart& start = block.start;
  switch (start.kind) {
    case BlockKind::text:
      return R"({"type":"text","text":)" + quote_json(block.text) + "}";
    case BlockKind::thinking:
      return R"({"type":"thinking","thinking":)" + quote_json(block.text) + R"(,"signature":)" +
             quote_json(block.signature.empty() ? kForeignSignature : block.signature) + "}";
    case BlockKind::tool_call:
      return R"({"type":"tool_use","id":)" + quote_json(start.id) + R"(,"name":)" +
             quote_json(names.own(start.name)) + R"(,"input":)" + tool_input(block.text) + "}";
    case BlockKind::redacted_thinking:
    case BlockKind::other:
      return start.raw;
  }
  return {};
}

}  // namespace

std::string encode_answer(const std::vector<StreamEvent>& events, std::string_view model,
                          std::string_view request) {
  AgentNames names(request);
  Answer answer;
  for (const StreamEvent& event : events)
    gather(event, answer);
  if (answer.has_tool && answer.stop.reason == StopReason::end_turn) {
    answer.stop.reason = StopReason::tool_use;
  }
  std::string content;
  for (const Block& block : answer.blocks) {
    const std::string written = write_block(block, names);
    if (!content.empty() && !written.empty()) content += ',';
    content += written;
  }
  const Stop& stop = answer.stop;
  return R"({"id":)" + quote_json(message_id(answer.id)) +
         R"(,"type":"message","role":"assistant","model":)" + quote_json(model) +
         R"(,"content":[)" + content + R"(],"stop_reason":)" + quote_json(stop_word(stop)) +
         R"(,"stop_sequence":)" + (stop.sequence.empty() ? "null" : quote_json(stop.sequence)) +
         R"(,"usage":)" + write_usage(answer.usage) + "}";
}

}  // namespace edgee::anthropic
