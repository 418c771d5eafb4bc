#include "core/proxy/answer_stream.h"

#include <algorithm>
#include <variant>

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
  into.reasoning = std::max(into.reasoning, from.reasoning);
}

void AnswerStream::take(std::string_view bytes) {
  progressed_ = false;
  decoder_->take(bytes);
}

std::optional<std::string_view> AnswerStream::next() {
  events_.clear();
  const std::optional<std::string_view> raw = decoder_->next(events_);
  for (const StreamEvent& event : events_)
    note(event);
  return raw;
}

void AnswerStream::end() {
  events_.clear();
  decoder_->finish(events_);
  for (const StreamEvent& event : events_)
    note(event);
}

bool AnswerStream::is_answer() const {
  return has_content_ || (finished_ && stop_ && explains_emptiness(stop_->reason));
}

void AnswerStream::note(const StreamEvent& event) {
  saw_events_ = true;
  if (!std::holds_alternative<Ping>(event)) progressed_ = true;
  if (is_content(event)) has_content_ = true;
  if (const auto* start = std::get_if<MessageStart>(&event)) merge_usage(usage_, start->usage);
  if (const auto* usage = std::get_if<Usage>(&event)) merge_usage(usage_, usage->usage);
  if (const auto* stop = std::get_if<Stop>(&event)) stop_ = *stop;
  if (const auto* fault = std::get_if<Fault>(&event); fault != nullptr && !fault_) {
    fault_ = fault->facts;
  }
  if (std::holds_alternative<MessageEnd>(event)) finished_ = true;
}

}  // namespace edgee
