#include "core/proxy/stream_pump.h"

#include <algorithm>
#include <utility>

namespace edgee {

bool explains_emptiness(StopReason reason) {
  switch (reason) {
    case StopReason::max_tokens:
    case StopReason::stop_sequence:
    case StopReason::refusal:
    case StopReason::pause:
    case StopReason::window_exceeded:
      return true;
    case StopReason::end_turn:
    case StopReason::tool_use:
    case StopReason::other:
      return false;
  }
  return false;
}

void merge_usage(TokenUsage& into, const TokenUsage& from) {
  into.input = std::max(into.input, from.input);
  into.cache_read = std::max(into.cache_read, from.cache_read);
  into.cache_write = std::max(into.cache_write, from.cache_write);
  into.output = std::max(into.output, from.output);
}

StreamPump::StreamPump(std::unique_ptr<StreamDecoder> decoder,
                       std::unique_ptr<StreamEncoder> encoder)
    : decoder_(std::move(decoder)), encoder_(std::move(encoder)) {}

bool StreamPump::is_answer() const {
  return has_content_ || (finished_ && stop_ && explains_emptiness(*stop_));
}

std::string_view StreamPump::feed(std::string_view bytes) {
  events_.clear();
  progressed_ = false;
  decoder_->feed(bytes, events_);
  return pass_on(bytes);
}

std::string_view StreamPump::finish() {
  events_.clear();
  decoder_->finish(events_);
  return pass_on({});
}

void StreamPump::note(const StreamEvent& event) {
  saw_events_ = true;
  if (!std::holds_alternative<Ping>(event)) progressed_ = true;
  if (is_content(event)) has_content_ = true;
  if (const auto* start = std::get_if<MessageStart>(&event)) merge_usage(usage_, start->usage);
  if (const auto* usage = std::get_if<Usage>(&event)) merge_usage(usage_, usage->usage);
  if (const auto* stop = std::get_if<Stop>(&event)) stop_ = stop->reason;
  if (const auto* fault = std::get_if<Fault>(&event); fault != nullptr && !fault_) {
    fault_ = fault->facts;
  }
  if (std::holds_alternative<MessageEnd>(event)) finished_ = true;
}

std::string_view StreamPump::pass_on(std::string_view bytes) {
  out_.clear();
  for (const StreamEvent& event : events_) {
    note(event);
    if (encoder_) encoder_->encode(event, out_);
  }
  const std::string_view fresh = encoder_ ? std::string_view(out_) : bytes;
  if (opened_) return fresh;
  if (held_.empty() && is_answer()) {
    opened_ = true;
    return fresh;
  }
  held_ += fresh;
  if (!is_answer()) return {};
  opened_ = true;
  out_ = std::exchange(held_, {});
  return out_;
}

}  // namespace edgee
