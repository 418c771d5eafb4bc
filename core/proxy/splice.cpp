#include "core/proxy/splice.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/json_quote.h"

namespace edgee {
namespace {

// Agents take two messages of one id for one message; a second one must be another.
std::string with_other_id(std::string_view raw, const std::string& id, const std::string& other) {
  std::string text(raw);
  const std::string quoted = quote_json(id);
  const std::size_t at = text.find(quoted);
  if (at != std::string::npos) text.replace(at, quoted.size(), quote_json(other));
  return text;
}

}  // namespace

Splice::Splice(const Dialect& dialect, const Request& request, SeamStrategy strategy)
    : dialect_(dialect), request_(request), strategy_(strategy), gate_(strategy) {}

void Splice::name_model(const std::string& model) {
  if (!named_) named_ = request_;
  named_->facts.model = model;
}

void Splice::begin(const Dialect& wire, const QualityRules& rules) {
  const Seam seam = this->seam();
  answer_.emplace(wire);
  gate_.begin(rules);
  encoder_.reset();
  resumed_.reset();
  running_ = true;
  open_ = new_content_ = must_add_ = false;
  held_.clear();
  early_.clear();
  fault_event_.clear();
  if (seam.kind == SeamKind::resume) {
    write_anew(seam);
  } else {
    shown_output_ = 0;
    if (wire.id != dialect_.id) encoder_ = dialect_.make_encoder(request());
  }
}

// The message has begun: the answer goes on in it.
void Splice::write_anew(const Seam& seam) {
  must_add_ = !seam.may_be_whole;
  resumed_.emplace(seam, gate_.shown().blocks.empty(), shown_output_);
  encoder_ = dialect_.make_encoder(request());
  encoder_->resume(gate_.shown());
}

std::string_view Splice::feed(std::string_view bytes) {
  passing_.clear();
  answer_->take(bytes);
  while (const auto raw = answer_->next())
    pass(*raw);
  return open_up();
}

std::string_view Splice::end() {
  passing_.clear();
  answer_->end();
  pass({});
  return open_up();
}

void Splice::pass(std::string_view raw) {
  const std::vector<StreamEvent>& events = answer_->events();
  if (answer_->fault() && fault_event_.empty()) keep_fault(raw);
  if (encoder_) {
    for (const StreamEvent& event : events)
      write(event);
    return;
  }
  if (!open_ && strategy_ == SeamStrategy::append_only) {
    early_.insert(early_.end(), events.begin(), events.end());
  }
  const auto* start = events.empty() ? nullptr : std::get_if<MessageStart>(&events.front());
  const std::vector<std::string>& ids = gate_.shown().ids;
  if (start == nullptr || std::find(ids.begin(), ids.end(), start->id) == ids.end()) {
    gate_.take(events, raw, passing_);
    return;
  }
  MessageStart renamed = *start;
  rename(renamed);
  const std::vector<StreamEvent> instead{renamed};
  const std::string text = with_other_id(raw, start->id, renamed.id);
  Passing own;
  gate_.take(instead, text, own);
  passing_.copy(own.view());
}

void Splice::keep_fault(std::string_view raw) {
  fault_event_ = raw;
  if (!encoder_ && !raw.empty()) return;
  fault_event_.clear();
  dialect_.make_encoder(request())->encode(Fault{*answer_->fault()}, fault_event_);
}

void Splice::write(const StreamEvent& event) {
  mapped_.clear();
  if (resumed_) {
    resumed_->map(event, mapped_);
  } else {
    mapped_.push_back(event);
  }
  for (StreamEvent& one : mapped_) {
    if (auto* start = std::get_if<MessageStart>(&one)) rename(*start);
    // What is written anew has the encoder's own names.
    if (auto* begun = std::get_if<BlockStart>(&one)) begun->own_id.clear();
    if (auto* ended = std::get_if<BlockEnd>(&one)) ended->raw.clear();
    new_content_ = new_content_ || is_content(one);
    scratch_.clear();
    encoder_->encode(one, scratch_);
    Passing own;
    gate_.take({&one, 1}, scratch_, own);
    passing_.copy(own.view());
  }
}

void Splice::rename(MessageStart& start) const {
  const std::vector<std::string>& ids = gate_.shown().ids;
  if (std::find(ids.begin(), ids.end(), start.id) == ids.end()) return;
  if (!start.id.empty()) start.id += "_" + std::to_string(ids.size() + 1);
}

// A message that others began may have nothing left to say, but not in the middle of a sentence.
bool Splice::is_answer() const {
  if (!resumed_) return answer_->is_answer();
  const bool said_before = !gate_.shown().blocks.empty();
  return new_content_ || (answer_->finished() && said_before && !must_add_);
}

std::string_view Splice::open_up() {
  if (open_) return passing_.view();
  if (!is_answer() || gate_.failure()) {
    held_ += passing_.view();
    return {};
  }
  open_ = true;
  if (held_.empty()) return passing_.view();
  held_ += passing_.view();
  out_ = std::exchange(held_, {});
  return out_;
}

void Splice::break_off() {
  if (!std::exchange(running_, false)) return;
  gate_.break_off(open_);
  if (open_) shown_output_ += answer_->usage().output;
}

std::string Splice::ending() const {
  TokenUsage usage = answer_->usage();
  usage.output = std::max(usage.output, shown_output_);
  std::string out;
  const auto encoder = dialect_.make_encoder(request());
  encoder->resume(gate_.shown());
  encoder->encode(Usage{usage}, out);
  encoder->encode(answer_->stop().value_or(Stop{StopReason::tool_use, {}, {}}), out);
  encoder->encode(MessageEnd{}, out);
  return out;
}

std::string Splice::early_head() {
  std::string out;
  const auto encoder = dialect_.make_encoder(request());
  encoder->encode(MessageStart{}, out);
  // The real first block opens in its place, which takes the empty one back.
  if (takes_back(strategy_)) encoder->encode(BlockStart{}, out);
  gate_.begun_early();
  const bool must_go_on = strategy_ == SeamStrategy::append_only && running_ && !resumed_;
  if (must_go_on) {
    Seam from_the_start;
    from_the_start.kind = SeamKind::resume;
    gate_.break_off(false);
    write_anew(from_the_start);
    held_.clear();
    passing_.clear();
    for (const StreamEvent& event : std::exchange(early_, {}))
      write(event);
    held_ = passing_.view();
  }
  return out;
}

std::string Splice::idle_event() const {
  const ShownBlock* open = gate_.holds_block() ? nullptr : gate_.shown().open();
  // A whole text block is one whose end waits: the agent has it open still.
  const bool amid = open != nullptr && (!open->whole || open->kind == BlockKind::text);
  if (!amid && !dialect_.keep_alive_event.empty()) return std::string(dialect_.keep_alive_event);
  std::string out;
  const auto encoder = dialect_.make_encoder(request());
  encoder->resume(gate_.shown());
  if (!amid) {
    encoder->encode(TextDelta{}, out);
    return out;
  }
  switch (open->kind) {
    case BlockKind::text:
      encoder->encode(TextDelta{open->index, ""}, out);
      break;
    case BlockKind::thinking:
      encoder->encode(ThinkingDelta{open->index, ""}, out);
      break;
    case BlockKind::tool_call:
      encoder->encode(ToolDelta{open->index, ""}, out);
      break;
    case BlockKind::redacted_thinking:
    case BlockKind::other:
      return std::string(dialect_.keep_alive);
  }
  return out;
}

}  // namespace edgee
