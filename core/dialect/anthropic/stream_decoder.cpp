#include "core/dialect/anthropic/stream_decoder.h"

#include <algorithm>
#include <utility>

#include "core/base/json_scan.h"
#include "core/base/text.h"
#include "core/dialect/anthropic/failure.h"
#include "core/dialect/anthropic/words.h"

namespace edgee::anthropic {

// The members of an event, as they stand in its data.
struct Decoder::Fields {
  std::string_view type;
  int index = -1;
  std::string_view delta;
  std::string_view block;
  std::string_view message;
  std::string_view usage;
  std::string_view error;

  // False when `data` is no JSON object.
  bool scan(std::string_view data) {
    if (!trim(data).starts_with('{')) return false;
    JsonWalk walk(data);
    for (JsonSpan span; walk.next(span);) {
      const std::string_view value = span.in(data);
      if (span.key == "type" && value.size() > 2) type = value.substr(1, value.size() - 2);
      if (span.key == "index") index = static_cast<int>(parse_number(value));
      if (span.key == "delta") delta = value;
      if (span.key == "content_block") block = value;
      if (span.key == "message") message = value;
      if (span.key == "usage") usage = value;
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

// Nothing is kept back: an event that no blank line ended was cut, and agents drop it too.
void Decoder::finish(std::vector<StreamEvent>& /*out*/) {}

void Decoder::read(const SseFrame& frame, std::vector<StreamEvent>& out) {
  if (frame.data.empty()) {
    out.emplace_back(Ping{});
    return;
  }
  if (frame.data == "[DONE]") return;
  Fields fields;
  if (!fields.scan(frame.data)) {
    broken_ = true;
    return;
  }
  if (fields.type.empty()) fields.type = frame.event;
  if (fields.type == "content_block_delta") return read_delta(fields, frame.data, out);
  if (fields.type == "content_block_start") return read_block_start(fields, out);
  if (fields.type == "content_block_stop") return read_block_stop(fields, out);
  if (fields.type == "message_start") return read_message_start(fields, out);
  if (fields.type == "message_delta") return read_message_delta(fields, out);
  if (fields.type == "message_stop") {
    out.emplace_back(MessageEnd{});
  } else if (fields.type == "ping") {
    out.emplace_back(Ping{});
  } else if (fields.type == "error" || !fields.error.empty()) {
    out.emplace_back(Fault{read_error_event(frame.data)});
  } else {
    out.emplace_back(Opaque{std::string(frame.data)});
  }
}

void Decoder::read_message_start(const Fields& fields, std::vector<StreamEvent>& out) {
  started_ = true;
  open_.clear();
  usage_ = {};
  MessageStart start;
  JsonWalk walk(fields.message);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view value = span.in(fields.message);
    if (span.key == "id") start.id = json_text(value);
    if (span.key == "model") start.model = json_text(value);
    if (span.key == "usage") read_usage(value, usage_);
  }
  start.usage = usage_;
  out.emplace_back(std::move(start));
}

namespace {

// What a block's start may bring already, as JSON literals.
struct BlockContent {
  std::string_view text;
  std::string_view signature;
};

void add_content(BlockKind kind, int index, const BlockContent& content,
                 std::vector<StreamEvent>& out) {
  if (kind == BlockKind::text && content.text.size() > 2) {
    out.emplace_back(TextDelta{index, json_text(content.text)});
  }
  if (kind == BlockKind::thinking && content.text.size() > 2) {
    out.emplace_back(ThinkingDelta{index, json_text(content.text)});
  }
  if (kind == BlockKind::thinking && content.signature.size() > 2) {
    out.emplace_back(Signature{index, json_text(content.signature)});
  }
}

}  // namespace

void Decoder::note_open(OpenBlock opened) {
  std::erase_if(open_, [&](const OpenBlock& block) { return block.index == opened.index; });
  open_.push_back(std::move(opened));
}

void Decoder::read_block_start(const Fields& fields, std::vector<StreamEvent>& out) {
  if (!started_ || fields.index < 0) {
    broken_ = true;
    return;
  }
  BlockStart start{fields.index, BlockKind::text, {}, {}, {}};
  BlockContent content;
  std::string_view input;
  JsonWalk walk(fields.block);
  for (JsonSpan span; walk.next(span);) {
    const std::string_view value = span.in(fields.block);
    if (span.key == "type") start.kind = block_kind(json_text(value));
    if (span.key == "id") start.id = json_text(value);
    if (span.key == "name") start.name = json_text(value);
    if (span.key == "text" || span.key == "thinking") content.text = value;
    if (span.key == "signature") content.signature = value;
    if (span.key == "input") input = value;
  }
  const BlockKind kind = start.kind;
  if (kind == BlockKind::redacted_thinking || kind == BlockKind::other) start.raw = fields.block;
  const bool early = kind == BlockKind::tool_call && input.size() > 2;
  note_open(OpenBlock{fields.index, early ? std::string(input) : std::string()});
  out.emplace_back(std::move(start));
  add_content(kind, fields.index, content, out);
}

void Decoder::read_delta(const Fields& fields, std::string_view raw,
                         std::vector<StreamEvent>& out) {
  OpenBlock* block = find_open(fields.index);
  if (block == nullptr) {
    broken_ = true;
    return;
  }
  std::string_view type;
  std::string_view value;
  JsonWalk walk(fields.delta);
  for (JsonSpan span; walk.next(span);) {
    if (span.key == "type") {
      type = span.in(fields.delta);
    } else if (span.key == "text" || span.key == "thinking" || span.key == "partial_json" ||
               span.key == "signature") {
      value = span.in(fields.delta);
    }
  }
  if (type == R"("text_delta")") {
    out.emplace_back(TextDelta{fields.index, json_text(value)});
  } else if (type == R"("input_json_delta")") {
    if (value.size() > 2) block->early_input.clear();
    out.emplace_back(ToolDelta{fields.index, json_text(value)});
  } else if (type == R"("thinking_delta")") {
    out.emplace_back(ThinkingDelta{fields.index, json_text(value)});
  } else if (type == R"("signature_delta")") {
    out.emplace_back(Signature{fields.index, json_text(value)});
  } else {
    out.emplace_back(Opaque{std::string(raw)});
  }
}

void Decoder::read_block_stop(const Fields& fields, std::vector<StreamEvent>& out) {
  OpenBlock* block = find_open(fields.index);
  if (block == nullptr) {
    broken_ = true;
    return;
  }
  if (!block->early_input.empty()) {
    out.emplace_back(ToolDelta{fields.index, std::move(block->early_input)});
  }
  std::erase_if(open_, [&](const OpenBlock& open) { return open.index == fields.index; });
  out.emplace_back(BlockEnd{fields.index});
}

void Decoder::read_message_delta(const Fields& fields, std::vector<StreamEvent>& out) {
  std::string reason;
  std::string sequence;
  JsonWalk walk(fields.delta);
  for (JsonSpan span; walk.next(span);) {
    if (span.key == "stop_reason") reason = json_text(span.in(fields.delta));
    if (span.key == "stop_sequence") sequence = json_text(span.in(fields.delta));
  }
  TokenUsage said;
  read_usage(fields.usage, said);
  const bool counts = said.input + said.cache_read + said.cache_write + said.output > 0;
  if (reason.empty() && !counts) {
    out.emplace_back(Ping{});  // a proxy's keep-alive
    return;
  }
  if (!fields.usage.empty()) {
    read_usage(fields.usage, usage_);
    out.emplace_back(Usage{usage_});
  }
  if (!reason.empty()) out.emplace_back(stop_from_word(reason, std::move(sequence)));
}

Decoder::OpenBlock* Decoder::find_open(int index) {
  const auto found = std::find_if(open_.begin(), open_.end(),
                                  [index](const OpenBlock& block) { return block.index == index; });
  return found == open_.end() ? nullptr : &*found;
}

std::unique_ptr<StreamDecoder> make_decoder() {
  return std::make_unique<Decoder>();
}

}  // namespace edgee::anthropic
