#include "core/dialect/openai_chat/stream_encoder.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "core/base/json_quote.h"
#include "core/base/json_scan.h"
#include "core/base/overloaded.h"
#include "core/dialect/openai_chat/errors.h"
#include "core/dialect/openai_chat/request_facts.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "core/dialect/openai_chat/words.h"
#include "core/dialect/tool_names.h"

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kParagraph = "\n\n";

}  // namespace

std::string answer_id(std::string_view upstream_id, const Request& request) {
  if (!upstream_id.empty()) return std::string(upstream_id);
  constexpr std::size_t kLength = 11;  // 64 bits
  return "chatcmpl-edgee-" + hashed_word(request.raw, kLength);
}

std::string call_id(std::string_view upstream_id, std::string_view seed) {
  if (upstream_id.empty()) return invented_tool_id(seed);
  return upstream_id.size() <= kLongestToolId ? std::string(upstream_id)
                                              : invented_tool_id(upstream_id);
}

std::string freeform_input(std::string_view json) {
  const std::string_view input = json_at(json, "input");
  return input.starts_with('"') ? json_text(input) : std::string(json);
}

void Encoder::encode(const StreamEvent& event, std::string& out) {
  if (over_) return;
  const bool begins = std::holds_alternative<MessageStart>(event);
  const bool free = std::holds_alternative<Ping>(event) || std::holds_alternative<Fault>(event) ||
                    std::holds_alternative<Opaque>(event);
  if (!started_ && !begins && !free) start_message({}, out);
  std::visit(Overloaded{
                 [&](const MessageStart& start) { start_message(start, out); },
                 [&](const BlockStart& start) { start_block(start, out); },
                 [&](const TextDelta& text) { add_text(text.text, out); },
                 [&](const ThinkingDelta& text) { add_thinking(text.text, out); },
                 [&](const Signature& signature) { sign_call(signature, out); },
                 [&](const ToolDelta& delta) { add_input(delta, out); },
                 [&](const BlockEnd& end) { end_block(end.index, out); },
                 [&](const Usage& usage) { usage_ = usage.usage; },
                 [&](const Stop& stop) { write_reason(stop, out); },
                 [&](const MessageEnd&) { end_message(out); },
                 [&](const Fault& fault) {
                   out += encode_fault(fault.facts);
                   over_ = true;
                 },
                 [&](const Ping&) { out += kKeepAlive; },
                 [](const Opaque&) {},
             },
             event);
}

void Encoder::resume(const Transcript& shown) {
  started_ = true;
  reason_out_ = shown.reason_out;
  name_message(shown.ids.empty() ? std::string_view() : shown.ids.back(), "");
  for (const ShownBlock& block : shown.blocks) {
    if (block.kind == BlockKind::text) said_text_ = said_text_ || !block.text.empty();
    if (block.kind == BlockKind::thinking) said_thinking_ = said_thinking_ || !block.text.empty();
    if (block.kind != BlockKind::tool_call) continue;
    Call call{block.index, tools_.find(block.name).freeform, !block.text.empty(), ""};
    if (call.freeform && !block.closed) call.held = block.text;
    calls_.push_back(std::move(call));
  }
}

// Nothing can be taken back from these agents: a message that begins again goes on.
void Encoder::start_message(const MessageStart& start, std::string& out) {
  usage_ = start.usage;
  if (std::exchange(started_, true)) return;
  name_message(start.id, start.model);
  write(R"({"role":"assistant","content":""})", out);
}

void Encoder::name_message(std::string_view id, std::string_view model) {
  id_ = answer_id(id, request_);
  const std::string_view asked = request_.facts.model;
  head_ = R"(data: {"id":)" + quote_json(id_) + R"(,"object":"chat.completion.chunk","created":)" +
          std::to_string(request_.received_at) + R"(,"model":)" +
          quote_json(asked.empty() ? model : asked) + R"(,"choices":[)";
}

void Encoder::write(std::string_view delta, std::string& out) const {
  out.append(head_)
      .append(R"({"index":0,"delta":)")
      .append(delta)
      .append(R"(,"finish_reason":null}]})")
      .append("\n\n");
}

void Encoder::start_block(const BlockStart& start, std::string& out) {
  if (start.kind == BlockKind::text) new_text_ = said_text_;
  if (start.kind == BlockKind::thinking) new_thinking_ = said_thinking_;
  if (start.kind == BlockKind::tool_call) start_call(start, out);
}

void Encoder::add_text(std::string_view text, std::string& out) {
  const bool paragraph = !text.empty() && std::exchange(new_text_, false);
  said_text_ = said_text_ || !text.empty();
  write(R"({"content":)" + quote_json(std::string(paragraph ? kParagraph : "").append(text)) + "}",
        out);
}

void Encoder::add_thinking(std::string_view text, std::string& out) {
  const bool paragraph = !text.empty() && std::exchange(new_thinking_, false);
  said_thinking_ = said_thinking_ || !text.empty();
  write(R"({"reasoning_content":)" +
            quote_json(std::string(paragraph ? kParagraph : "").append(text)) + "}",
        out);
}

void Encoder::start_call(const BlockStart& start, std::string& out) {
  const AgentTool tool = tools_.find(start.name);
  calls_.push_back(Call{start.index, tool.freeform, false, ""});
  const std::string id = call_id(start.id, id_ + "/" + std::to_string(calls_.size()));
  const std::string named = R"({"name":)" + quote_json(tool.name);
  const std::string inner =
      tool.freeform ? R"("type":"custom","custom":)" + named + R"(,"input":""})"
                    : R"("type":"function","function":)" + named + R"(,"arguments":""})";
  write_call(calls_.back(), R"("id":)" + quote_json(id) + "," + inner, out);
}

void Encoder::add_input(const ToolDelta& delta, std::string& out) {
  Call* call = find_call(delta.index);
  if (call == nullptr) return;
  call->any_input = call->any_input || !delta.json.empty();
  if (call->freeform) {
    call->held += delta.json;
  } else {
    write_call(*call, R"("function":{"arguments":)" + quote_json(delta.json) + "}", out);
  }
}

// As Google's own Chat endpoint does; agents that know it give it back.
void Encoder::sign_call(const Signature& signature, std::string& out) {
  const Call* call = find_call(signature.index);
  if (call == nullptr || signature.signature.empty()) return;
  write_call(
      *call,
      R"("extra_content":{"google":{"thought_signature":)" + quote_json(signature.signature) + "}}",
      out);
}

void Encoder::end_block(int index, std::string& out) {
  Call* call = find_call(index);
  if (call == nullptr) return;
  if (call->freeform) {
    const std::string input = freeform_input(std::exchange(call->held, {}));
    write_call(*call, R"("custom":{"input":)" + quote_json(input) + "}", out);
  } else if (!std::exchange(call->any_input, true)) {
    write_call(*call, R"("function":{"arguments":"{}"})", out);
  }
}

void Encoder::write_call(const Call& call, std::string_view rest, std::string& out) const {
  const auto number = &call - calls_.data();
  std::string delta = R"({"tool_calls":[{"index":)" + std::to_string(number) + ",";
  write(delta.append(rest).append("}]}"), out);
}

void Encoder::write_reason(const Stop& stop, std::string& out) {
  if (std::exchange(reason_out_, true)) return;
  out.append(head_)
      .append(R"({"index":0,"delta":{},"finish_reason":)")
      .append(quote_json(stop_word(stop, !calls_.empty())))
      .append("}]}\n\n");
}

void Encoder::end_message(std::string& out) {
  write_reason({}, out);
  if (wants_usage()) {
    out.append(head_).append(R"(],"usage":)").append(write_usage(usage_)).append("}\n\n");
  }
  out += "data: [DONE]\n\n";
  over_ = true;
}

Encoder::Call* Encoder::find_call(int block) {
  const auto found = std::find_if(calls_.rbegin(), calls_.rend(),
                                  [block](const Call& call) { return call.block == block; });
  return found == calls_.rend() ? nullptr : &*found;
}

bool Encoder::wants_usage() const {
  return json_at(json_at(request_.raw, "stream_options"), "include_usage") == "true";
}

std::unique_ptr<StreamEncoder> make_encoder(const Request& request) {
  return std::make_unique<Encoder>(request);
}

}  // namespace edgee::openai_chat
