#include "core/proxy/block_gate.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/json_object.h"
#include "core/proxy/answer_stream.h"

namespace edgee {
namespace {

constexpr std::size_t kMostWaiting = std::size_t{64} * 1024 * 1024;

// An empty input stands for {}.
bool is_whole_input(const std::string& input) {
  return input.empty() || is_json_object(input);
}

ShownBlock* find_block(Transcript& shown, int index) {
  const auto found =
      std::find_if(shown.blocks.rbegin(), shown.blocks.rend(),
                   [index](const ShownBlock& block) { return block.index == index; });
  return found == shown.blocks.rend() ? nullptr : &*found;
}

bool says_reason(std::span<const StreamEvent> events) {
  return std::any_of(events.begin(), events.end(),
                     [](const StreamEvent& event) { return std::holds_alternative<Stop>(event); });
}

}  // namespace

void BlockGate::begin(const QualityRules& rules) {
  before_ = shown_;
  rules_ = rules;
  repetition_ = {};
  quiet_.clear();
  end_.clear();
  block_.clear();
  holding_ = bad_input_ = end_waits_ = false;
  failure_.reset();
}

void BlockGate::break_off(bool given) {
  if (!given) {
    shown_ = before_;
  } else if (holding_ && !shown_.blocks.empty()) {
    shown_.blocks.pop_back();
  }
  holding_ = bad_input_ = false;
}

void BlockGate::begun_early() {
  const bool nothing_read = !shown_.begun;
  before_.begun = true;
  before_.ids.emplace_back();
  if (takes_back(strategy_)) before_.blocks.push_back({});
  if (nothing_read) shown_ = before_;
}

void BlockGate::keep_quiet(std::string_view bytes) {
  quiet_.append(bytes);
  if (quiet_.size() > kMostWaiting) (void)fail(FailureKind::garbled, "64 MB that say nothing");
}

void BlockGate::take(std::span<const StreamEvent> events, std::string_view bytes, Passing& out) {
  if (failure_) return;
  if (events.empty() && is_amid_block()) return keep_quiet(bytes);
  // What means nothing by itself stays behind what came before it: Chat's usage behind its finish.
  Fate fate = events.empty() && end_waits_ ? Fate::wait : Fate::pass;
  bool waits_for_nothing = !events.empty();
  for (const StreamEvent& event : events) {
    const Fate one = judge(event, out);
    // What begins or stops lets go of the end before it, be it in the same bytes.
    const bool lets_go =
        std::holds_alternative<BlockStart>(event) || std::holds_alternative<Stop>(event);
    fate = lets_go && fate == Fate::wait ? one : std::max(fate, one);
    waits_for_nothing = waits_for_nothing && std::holds_alternative<Ping>(event);
    if (failure_) return;
  }
  if (fate == Fate::never) return;
  std::string joined;
  if (!quiet_.empty() && !bytes.empty() && !waits_for_nothing) {
    joined = std::exchange(quiet_, {}).append(bytes);
    bytes = joined;
  }
  if (block_.size() + size_of_open_call() > kMostWaiting) {
    (void)fail(FailureKind::garbled, "a tool call of more than 64 MB");
    return;
  }
  // Some encoders keep the reason back until the very end.
  if (says_reason(events) && !bytes.empty()) shown_.reason_out = true;
  if (fate == Fate::wait) {
    end_.append(bytes);
  } else if (holding_ && !waits_for_nothing) {
    block_.append(bytes);
  } else if (joined.empty()) {
    out.add(bytes);
  } else {
    out.copy(bytes);
  }
}

BlockGate::Fate BlockGate::judge(const StreamEvent& event, Passing& out) {
  if (const auto* text = std::get_if<TextDelta>(&event)) return add_text(*text);
  if (const auto* start = std::get_if<BlockStart>(&event)) return start_block(*start, out);
  if (const auto* end = std::get_if<BlockEnd>(&event)) return end_block(*end, out);
  if (const auto* reason = std::get_if<Stop>(&event)) return stop(*reason, out);
  if (std::holds_alternative<Fault>(event)) return Fate::never;
  if (std::holds_alternative<MessageEnd>(event) && !shown_.stopped) {
    return fail(FailureKind::cut, "the answer ended without saying why");
  }
  if (const auto* tool = std::get_if<ToolDelta>(&event)) add_words(tool->index, tool->json);
  if (const auto* thought = std::get_if<ThinkingDelta>(&event)) {
    add_words(thought->index, thought->text);
  }
  if (const auto* message = std::get_if<MessageStart>(&event)) {
    shown_.begun = true;
    shown_.blocks.clear();
    shown_.ids.push_back(message->id);
  }
  if (const auto* sign = std::get_if<Signature>(&event)) {
    if (ShownBlock* block = find_block(shown_, sign->index)) block->is_signed = true;
  }
  return Fate::pass;
}

void BlockGate::add_words(int index, const std::string& words) {
  if (ShownBlock* block = find_block(shown_, index)) block->text += words;
}

BlockGate::Fate BlockGate::add_text(const TextDelta& text) {
  add_words(text.index, text.text);
  if (!rules_.no_repetition || !repetition_.feed(text.text)) return Fate::pass;
  return fail(FailureKind::repetition, "the model says the same over and over");
}

std::size_t BlockGate::size_of_open_call() const {
  const ShownBlock* open = shown_.open();
  return open != nullptr && open->kind == BlockKind::tool_call ? open->text.size() : 0;
}

bool BlockGate::must_hold(BlockKind kind) const {
  return shown_.tool_ran ||
         (strategy_ == SeamStrategy::append_only && kind == BlockKind::tool_call);
}

BlockGate::Fate BlockGate::start_block(const BlockStart& start, Passing& out) {
  if (bad_input_) return fail(FailureKind::malformed_call, "the input of a tool call is no JSON");
  release_end(out);
  holding_ = must_hold(start.kind);
  // The same index again takes back what stood there.
  if (ShownBlock* open = shown_.open(); open != nullptr && open->index == start.index) {
    shown_.blocks.pop_back();
  }
  ShownBlock block;
  block.index = start.index;
  block.kind = start.kind;
  block.id = start.id;
  block.name = start.name;
  block.own_id = start.own_id;
  shown_.blocks.push_back(std::move(block));
  return Fate::pass;
}

BlockGate::Fate BlockGate::end_block(const BlockEnd& end, Passing& out) {
  ShownBlock* block = find_block(shown_, end.index);
  if (block == nullptr) return Fate::pass;
  block->whole = true;
  block->raw = end.raw;
  if (block->kind == BlockKind::tool_call) return end_call(*block, out);
  if (holding_) {
    release_block(out);
  } else if (block->kind == BlockKind::text) {
    end_waits_ = true;
    return Fate::wait;
  }
  block->closed = true;
  return Fate::pass;
}

BlockGate::Fate BlockGate::end_call(ShownBlock& block, Passing& out) {
  bad_input_ = !is_whole_input(block.text);
  end_waits_ = bad_input_;
  if (bad_input_) return Fate::wait;
  release_block(out);
  block.closed = true;
  shown_.tool_ran = true;
  return Fate::pass;
}

BlockGate::Fate BlockGate::stop(const Stop& stop, Passing& out) {
  // An input that the token limit cut is the agent's to see: it asks again with a higher one.
  if (bad_input_ && stop.reason != StopReason::max_tokens) {
    return fail(FailureKind::malformed_call, "the input of a tool call is no JSON");
  }
  if (rules_.no_refusals && stop.reason == StopReason::refusal) {
    return fail(FailureKind::refusal, "the model refused to answer");
  }
  if (!has_answer() && !explains_emptiness(stop.reason)) {
    return fail(FailureKind::empty_answer, "no text and no tool call");
  }
  release_block(out);
  release_end(out);
  shown_.stopped = true;
  return Fate::pass;
}

BlockGate::Fate BlockGate::fail(FailureKind kind, std::string message) {
  FailureFacts facts;
  facts.kind = kind;
  facts.scope = scope_of(kind);
  facts.message = std::move(message);
  failure_ = std::move(facts);
  return Fate::never;
}

bool BlockGate::has_answer() const {
  return std::any_of(shown_.blocks.begin(), shown_.blocks.end(), [](const ShownBlock& block) {
    return block.kind == BlockKind::text
               ? !block.text.empty()
               : block.kind == BlockKind::tool_call || block.kind == BlockKind::other;
  });
}

bool BlockGate::is_amid_block() const {
  const ShownBlock* open = shown_.open();
  return open != nullptr && !open->whole;
}

void BlockGate::release_end(Passing& out) {
  if (!std::exchange(end_waits_, false)) return;
  if (!end_.empty()) out.copy(std::exchange(end_, {}));
  bad_input_ = false;
  if (ShownBlock* open = shown_.open()) open->closed = true;
}

void BlockGate::release_block(Passing& out) {
  if (holding_ && !block_.empty()) out.copy(std::exchange(block_, {}));
  holding_ = false;
}

}  // namespace edgee
