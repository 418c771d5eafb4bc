#include <utility>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/anthropic/answer.h"
#include "core/dialect/anthropic/failure.h"
#include "core/dialect/anthropic/words.h"

namespace edgee::anthropic {
namespace {

std::string text_at(std::string_view object, std::string_view key) {
  return json_text(json_at(object, key));
}

void decode_block(std::string_view block, int index, std::vector<StreamEvent>& events) {
  BlockStart start{index, block_kind(text_at(block, "type")), {}, {}, {}};
  const BlockKind kind = start.kind;
  if (kind == BlockKind::tool_call) {
    start.id = text_at(block, "id");
    start.name = text_at(block, "name");
  }
  if (kind == BlockKind::redacted_thinking || kind == BlockKind::other) start.raw = block;
  events.emplace_back(std::move(start));
  if (kind == BlockKind::text) events.emplace_back(TextDelta{index, text_at(block, "text")});
  if (kind == BlockKind::thinking) {
    events.emplace_back(ThinkingDelta{index, text_at(block, "thinking")});
    events.emplace_back(Signature{index, text_at(block, "signature")});
  }
  if (kind == BlockKind::tool_call) {
    const std::string_view input = json_at(block, "input");
    events.emplace_back(ToolDelta{index, input.empty() ? "{}" : std::string(input)});
  }
  events.emplace_back(BlockEnd{index});
}

// The members of the answer, found by key.
struct Fields {
  std::string_view body;
  std::vector<JsonSpan> members;

  [[nodiscard]] std::string_view value(std::string_view key) const {
    const JsonSpan* member = find_member(members, key);
    return member == nullptr ? std::string_view() : member->in(body);
  }
};

void decode_message(const Fields& fields, const std::vector<JsonSpan>& blocks,
                    std::vector<StreamEvent>& events) {
  TokenUsage usage;
  read_usage(fields.value("usage"), usage);
  events.emplace_back(
      MessageStart{json_text(fields.value("id")), json_text(fields.value("model")), usage});
  int index = 0;
  for (const JsonSpan& block : blocks) {
    decode_block(block.in(fields.value("content")), index++, events);
  }
  events.emplace_back(Usage{usage});
  const std::string reason = json_text(fields.value("stop_reason"));
  if (reason.empty()) return;
  events.emplace_back(stop_from_word(reason, json_text(fields.value("stop_sequence"))));
  events.emplace_back(MessageEnd{});
}

}  // namespace

std::optional<std::vector<StreamEvent>> decode_answer(std::string_view body) {
  auto members = scan_json(body);
  if (!members || !trim(body).starts_with('{')) return std::nullopt;
  const Fields fields{body, std::move(*members)};
  std::vector<StreamEvent> events;
  if (fields.value("error").size() > 4 || json_text(fields.value("type")) == "error") {
    events.emplace_back(Fault{read_error_event(body)});
    return events;
  }
  const std::string_view content = fields.value("content");
  const auto blocks = scan_json(content);
  if (!content.starts_with('[') || !blocks) return std::nullopt;
  decode_message(fields, *blocks, events);
  return events;
}

}  // namespace edgee::anthropic
