// One streaming answer on its way: held back until its first content, then passed on as it comes.
// Bytes of the same dialect pass untouched; others are decoded and written anew. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/model/stream_event.h"

namespace edgee {

class StreamPump {
 public:
  // Without an encoder the bytes pass as they came.
  StreamPump(std::unique_ptr<StreamDecoder> decoder, std::unique_ptr<StreamEncoder> encoder);

  // What may go to the agent now; valid until the next call, or as long as `bytes`.
  std::string_view feed(std::string_view bytes);
  std::string_view finish();

  [[nodiscard]] bool has_content() const { return has_content_; }
  // The message ended as its dialect demands.
  [[nodiscard]] bool finished() const { return finished_; }
  // The answer may be passed on: it has content, or it ended in a way that says why it has none.
  [[nodiscard]] bool is_answer() const;
  // The bytes are no answer stream at all.
  [[nodiscard]] bool is_garbage() const { return decoder_->broken(); }
  [[nodiscard]] bool saw_events() const { return saw_events_; }
  // The last feed() brought more than pings.
  [[nodiscard]] bool progressed() const { return progressed_; }
  [[nodiscard]] const std::optional<FailureFacts>& fault() const { return fault_; }
  [[nodiscard]] const TokenUsage& usage() const { return usage_; }

 private:
  void note(const StreamEvent& event);
  std::string_view pass_on(std::string_view bytes);

  std::unique_ptr<StreamDecoder> decoder_;
  std::unique_ptr<StreamEncoder> encoder_;
  std::vector<StreamEvent> events_;
  std::string held_;
  std::string out_;
  bool has_content_ = false;
  bool opened_ = false;  // held bytes were let go
  bool finished_ = false;
  bool saw_events_ = false;
  bool progressed_ = false;
  std::optional<StopReason> stop_;
  std::optional<FailureFacts> fault_;
  TokenUsage usage_;
};

// An answer with no text and no tool call is an answer all the same when its ending says why.
[[nodiscard]] bool explains_emptiness(StopReason reason);

// Later counts are cumulative, but an event may leave some out.
void merge_usage(TokenUsage& into, const TokenUsage& from);

}  // namespace edgee
