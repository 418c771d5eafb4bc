#include "core/dialect/openai_responses/stream_encoder.h"

#include <utility>
#include <variant>

#include "core/base/overloaded.h"
#include "core/dialect/openai_responses/errors.h"
#include "core/dialect/openai_responses/item_events.h"
#include "core/dialect/openai_responses/response_id.h"
#include "core/dialect/openai_responses/words.h"

namespace edgee::openai_responses {
void Encoder::encode(const StreamEvent& event, std::string& out) {
  const bool begins = std::holds_alternative<MessageStart>(event);
  const bool free = std::holds_alternative<Ping>(event) || std::holds_alternative<Fault>(event);
  if (over_ && !begins) return;
  if (!started_ && !begins && !free) start_message({}, out);
  std::visit(
      Overloaded{
          [&](const MessageStart& start) { start_message(start, out); },
          [&](const BlockStart& start) { start_block(start, out); },
          [&](const TextDelta& delta) { add(delta.index, BlockKind::text, delta.text, out); },
          [&](const ThinkingDelta& more) { add(more.index, BlockKind::thinking, more.text, out); },
          [&](const Signature&) {},
          [&](const ToolDelta& delta) { add(delta.index, BlockKind::tool_call, delta.json, out); },
          [&](const BlockEnd& end) { end_block(end.index, out); },
          [&](const Usage& usage) { state_.usage = usage.usage; },
          [&](const Stop& stop) { state_.stop = stop; },
          [&](const MessageEnd&) { end_message(out); },
          [&](const Fault& fault) { fail(fault, out); },
          [&](const Ping&) { out += kKeepAlive; },
          [&](const Opaque&) {},
      },
      event);
  idle_ = false;
}

void Encoder::start_message(const MessageStart& start, std::string& out) {
  state_ = {};
  state_.usage = start.usage;
  state_.model = request_.facts.model.empty() ? start.model : request_.facts.model;
  over_ = false;
  started_ = true;
  take_id(start.id);
  write_state("response.created", out);
  write_state("response.in_progress", out);
}

void Encoder::take_id(std::string_view upstream) {
  ResponseId made = response_id(upstream, request_.raw);
  state_.id = std::move(made.id);
  items_.begin(std::move(made.key));
}

// Numbers only grow, whoever goes on: an event brings a character at least, begins a block or ends
// one, with a few others beside it.
void Encoder::resume(const Transcript& shown) {
  constexpr long long kEventsBeside = 8;
  started_ = true;
  idle_ = true;
  over_ = shown.reason_out;
  take_id(shown.ids.empty() ? std::string_view() : std::string_view(shown.ids.back()));
  state_.model = request_.facts.model;
  events_.skip(kEventsBeside);
  for (const ShownBlock& block : shown.blocks) {
    const long long steps = static_cast<long long>(block.text.size()) + (block.closed ? 2 : 1);
    events_.skip(kEventsBeside * steps);
    items_.recall(block);
  }
}

void Encoder::start_block(const BlockStart& start, std::string& out) {
  if (!is_foreign(start.kind, start.id)) begin_item(items_.open(start), events_, out);
}

// Upstreams send empty pieces, which say nothing. One that is all there is keeps an idle agent
// waiting: it has no number, for the stream that goes on counts without it.
void Encoder::add(int index, BlockKind kind, std::string_view words, std::string& out) {
  Item* item = items_.find(index);
  if (item == nullptr || item->kind != kind) return;
  if (!words.empty()) {
    add_words(*item, words, events_, out);
  } else if (idle_) {
    out += kKeepAliveEvent;
  }
}

void Encoder::end_block(int index, std::string& out) {
  if (Item* item = items_.find(index)) end_item(*item, events_, out);
}

void Encoder::end_message(std::string& out) {
  for (Item& item : items_.all()) {
    if (!item.done) end_item(item, events_, out);
  }
  const bool whole = incomplete_reason(state_.stop).empty();
  state_.status = whole ? "completed" : "incomplete";
  write_state(whole ? "response.completed" : "response.incomplete", out);
  over_ = true;
}

void Encoder::fail(const Fault& fault, std::string& out) {
  const std::string id = state_.id.empty() ? "resp_edgee_failed" : state_.id;
  out += encode_fault(fault.facts, id, state_.model, events_.next());
  state_.status = "failed";
  state_.error = write_error(fault.facts);
  over_ = true;
}

void Encoder::write_state(std::string_view type, std::string& out) {
  events_.write(type, R"("response":)" + response(), out);
}

std::unique_ptr<StreamEncoder> make_encoder(const Request& request) {
  return std::make_unique<Encoder>(request);
}

}  // namespace edgee::openai_responses
