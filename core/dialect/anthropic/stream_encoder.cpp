#include "core/dialect/anthropic/stream_encoder.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>

#include "core/base/json_quote.h"
#include "core/base/json_scan.h"
#include "core/base/overloaded.h"
#include "core/dialect/anthropic/errors.h"
#include "core/dialect/anthropic/foreign_thinking.h"
#include "core/dialect/anthropic/words.h"

namespace edgee::anthropic {
namespace {

// JSON allows line ends between its tokens, an event's data line does not.
void write_event(std::string& out, std::string_view name, std::string_view data) {
  out.append("event: ").append(name).append("\ndata: ");
  const std::size_t start = out.size();
  out.append(data);
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
  out.append("\n\n");
}

void write_delta(std::string& out, int index, std::string_view type, std::string_view key,
                 std::string_view text) {
  out.append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
      .append(std::to_string(index))
      .append(",\"delta\":{\"type\":\"")
      .append(type)
      .append("\",\"")
      .append(key)
      .append("\":")
      .append(quote_json(text))
      .append("}}\n\n");
}

// Unknown events pass when they are of this dialect, which names every event in its data.
void write_opaque(std::string& out, const Opaque& opaque) {
  const std::string type = json_text(json_at(opaque.raw, "type"));
  if (!type.empty() && type.find_first_of("\r\n") == std::string::npos) {
    write_event(out, type, opaque.raw);
  }
}

std::string content_block(const BlockStart& start, AgentNames& names) {
  switch (start.kind) {
    case BlockKind::text:
      return R"({"type":"text","text":""})";
    case BlockKind::thinking:
      return R"({"type":"thinking","thinking":"","signature":""})";
    case BlockKind::tool_call:
      return R"({"type":"tool_use","id":)" + quote_json(start.id) + R"(,"name":)" +
             quote_json(names.own(start.name)) + R"(,"input":{}})";
    case BlockKind::redacted_thinking:
    case BlockKind::other:
      return start.raw;
  }
  return {};
}

}  // namespace

std::string write_message_start(std::string_view id, std::string_view model) {
  std::string out;
  write_event(out, "message_start",
              R"({"type":"message_start","message":{"id":)" + quote_json(id) +
                  R"(,"type":"message","role":"assistant","model":)" + quote_json(model) +
                  R"(,"content":[],"stop_reason":null,"stop_sequence":null,"usage":)" +
                  write_usage({}) + "}}");
  return out;
}

std::string message_id(std::string_view upstream_id) {
  static std::atomic<std::uint64_t> last{0};
  if (upstream_id.starts_with("msg_")) return std::string(upstream_id);
  if (!upstream_id.empty()) return "msg_" + std::string(upstream_id);
  return "msg_edgee_" + std::to_string(++last);
}

void Encoder::encode(const StreamEvent& event, std::string& out) {
  const bool begins = std::holds_alternative<MessageStart>(event);
  const bool free = std::holds_alternative<Ping>(event) || std::holds_alternative<Fault>(event);
  if (!started_ && !begins && !free) start_message({}, out);
  const auto delta = [&out](int index, std::string_view type, std::string_view key,
                            std::string_view text) { write_delta(out, index, type, key, text); };
  std::visit(Overloaded{
                 [&](const MessageStart& start) { start_message(start, out); },
                 [&](const BlockStart& start) { start_block(start, out); },
                 [&](const TextDelta& text) { delta(text.index, "text_delta", "text", text.text); },
                 [&](const ThinkingDelta& text) {
                   delta(text.index, "thinking_delta", "thinking", text.text);
                 },
                 [&](const Signature& signature) { sign(signature, out); },
                 [&](const ToolDelta& tool) {
                   delta(tool.index, "input_json_delta", "partial_json", tool.json);
                 },
                 [&](const BlockEnd& end) { end_block(end, out); },
                 [&](const Usage& usage) { usage_ = usage.usage; },
                 [&](const Stop& stop) {
                   stop_ = stop;
                   stopped_ = true;
                 },
                 [&](const MessageEnd&) { end_message(out); },
                 [&](const Fault& fault) { out += encode_fault(fault.facts); },
                 [&](const Ping&) { out += kKeepAlive; },
                 [&](const Opaque& opaque) { write_opaque(out, opaque); },
             },
             event);
}

void Encoder::resume(const Transcript& shown) {
  started_ = true;
  reason_out_ = shown.reason_out;
  for (const ShownBlock& block : shown.blocks) {
    has_tool_ = has_tool_ || block.kind == BlockKind::tool_call;
    if (block.kind == BlockKind::thinking && !block.closed) {
      thinking_.push_back(OpenThinking{block.index, block.is_signed});
    }
  }
}

void Encoder::start_message(const MessageStart& start, std::string& out) {
  thinking_.clear();
  usage_ = start.usage;
  stop_ = {};
  stopped_ = reason_out_ = has_tool_ = false;
  started_ = true;
  out += write_message_start(message_id(start.id), model_.empty() ? start.model : model_);
}

void Encoder::start_block(const BlockStart& start, std::string& out) {
  const std::string block = content_block(start, names_);
  if (block.empty()) return;
  if (start.kind == BlockKind::tool_call) has_tool_ = true;
  if (start.kind == BlockKind::thinking) thinking_.push_back(OpenThinking{start.index, false});
  write_event(out, "content_block_start",
              R"({"type":"content_block_start","index":)" + std::to_string(start.index) +
                  R"(,"content_block":)" + block + "}");
}

void Encoder::sign(const Signature& signature, std::string& out) {
  if (signature.signature.empty()) return;
  for (OpenThinking& open : thinking_) {
    if (open.index == signature.index) open.is_signed = true;
  }
  write_delta(out, signature.index, "signature_delta", "signature", signature.signature);
}

void Encoder::end_block(const BlockEnd& end, std::string& out) {
  const auto open = std::find_if(thinking_.begin(), thinking_.end(),
                                 [&](const OpenThinking& own) { return own.index == end.index; });
  if (open != thinking_.end()) {
    const bool is_signed = open->is_signed;
    thinking_.erase(open);
    if (!is_signed) sign(Signature{end.index, std::string(kForeignSignature)}, out);
  }
  write_event(out, "content_block_stop",
              R"({"type":"content_block_stop","index":)" + std::to_string(end.index) + "}");
}

void Encoder::end_message(std::string& out) {
  // Some providers say "stop" although they called a tool.
  if (has_tool_ && (!stopped_ || stop_.reason == StopReason::end_turn)) {
    stop_.reason = StopReason::tool_use;
  }
  if (!reason_out_) {
    const std::string sequence = stop_.sequence.empty() ? "null" : quote_json(stop_.sequence);
    write_event(out, "message_delta",
                R"({"type":"message_delta","delta":{"stop_reason":)" +
                    quote_json(stop_word(stop_)) + R"(,"stop_sequence":)" + sequence +
                    R"(},"usage":)" + write_usage(usage_) + "}");
  }
  write_event(out, "message_stop", R"({"type":"message_stop"})");
}

std::unique_ptr<StreamEncoder> make_encoder(std::string_view model, std::string_view request) {
  return std::make_unique<Encoder>(model, request);
}

}  // namespace edgee::anthropic
