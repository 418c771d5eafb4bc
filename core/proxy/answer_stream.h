// One streaming answer, read: its frames and what they say. One attempt, one thread.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/model/stream_event.h"

namespace edgee {

class AnswerStream {
 public:
  explicit AnswerStream(const Dialect& wire) : decoder_(wire.make_decoder()) {}

  void take(std::string_view bytes);
  // The next frame's bytes; its events are in events(). nullopt: no whole one is left.
  std::optional<std::string_view> next();
  // The body ended: what the decoder kept back is in events().
  void end();
  [[nodiscard]] const std::vector<StreamEvent>& events() const { return events_; }

  [[nodiscard]] bool has_content() const { return has_content_; }
  // The message ended as its dialect demands.
  [[nodiscard]] bool finished() const { return finished_; }
  // Why the model stopped, once it said so.
  [[nodiscard]] const std::optional<Stop>& stop() const { return stop_; }
  // It has content, or it ended in a way that says why it has none.
  [[nodiscard]] bool is_answer() const;
  // The bytes are no answer stream at all, or no more.
  [[nodiscard]] bool is_garbage() const { return decoder_->broken(); }
  [[nodiscard]] bool saw_events() const { return saw_events_; }
  // The last take() brought more than pings.
  [[nodiscard]] bool progressed() const { return progressed_; }
  [[nodiscard]] const std::optional<FailureFacts>& fault() const { return fault_; }
  [[nodiscard]] const TokenUsage& usage() const { return usage_; }

 private:
  void note(const StreamEvent& event);

  std::unique_ptr<StreamDecoder> decoder_;
  std::vector<StreamEvent> events_;
  bool has_content_ = false;
  bool finished_ = false;
  bool saw_events_ = false;
  bool progressed_ = false;
  std::optional<Stop> stop_;
  std::optional<FailureFacts> fault_;
  TokenUsage usage_;
};

// An answer with no text and no tool call is an answer all the same when its ending says why.
[[nodiscard]] bool explains_emptiness(StopReason reason);

// Later counts are cumulative, but an event may leave some out.
void merge_usage(TokenUsage& into, const TokenUsage& from);

}  // namespace edgee
