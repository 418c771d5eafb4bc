// Which pieces of an answer the agent gets at once, which wait, and which it never gets, so that
// what it keeps is whole whatever happens next. One request, one thread.
//
// A text block's end waits for what comes behind it: until then the block can be taken back, or
// written on. A tool call's end waits until its input is a whole JSON object, because agents run
// the tool at that moment. What means nothing by itself waits for what comes next: amid a block it
// may be the first word of its end. Where nothing can be taken back (an agent that has used every
// byte, or any agent once a tool runs) a block waits until it is whole. Pings never wait.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/failover/continuation.h"
#include "core/model/transcript.h"
#include "core/proxy/passing.h"
#include "core/proxy/repetition.h"

namespace edgee {

// What counts as a failure although the provider thinks it answered. Off unless the user asks.
struct QualityRules {
  bool no_refusals = false;
  bool no_repetition = false;
};

class BlockGate {
 public:
  explicit BlockGate(SeamStrategy strategy) : strategy_(strategy) {}

  // An attempt's answer begins.
  void begin(const QualityRules& rules = {});
  // `bytes` are what `events` mean in the agent's dialect.
  void take(std::span<const StreamEvent> events, std::string_view bytes, Passing& out);
  // The answer broke off: what waited is forgotten; all since begin(), if the agent got none of it.
  void break_off(bool given);

  // A message was begun for the agent while nothing was there to give: with an empty text block, if
  // that can be taken back.
  void begun_early();

  [[nodiscard]] const Transcript& shown() const { return shown_; }
  // The last block of shown() waits: the agent does not know of it yet.
  [[nodiscard]] bool holds_block() const { return holding_; }
  // The answer ended in a way that is none: nothing of its ending was let through.
  [[nodiscard]] const std::optional<FailureFacts>& failure() const { return failure_; }

 private:
  enum class Fate { pass, wait, never };

  // Amid a block, bytes without a meaning stay with what comes next.
  void keep_quiet(std::string_view bytes);
  Fate judge(const StreamEvent& event, Passing& out);
  Fate add_text(const TextDelta& text);
  void add_words(int index, const std::string& words);
  Fate start_block(const BlockStart& start, Passing& out);
  Fate end_block(const BlockEnd& end, Passing& out);
  Fate end_call(ShownBlock& block, Passing& out);
  Fate stop(const Stop& stop, Passing& out);
  Fate fail(FailureKind kind, std::string message);
  [[nodiscard]] bool must_hold(BlockKind kind) const;
  [[nodiscard]] bool has_answer() const;
  [[nodiscard]] std::size_t size_of_open_call() const;
  [[nodiscard]] bool is_amid_block() const;
  void release_end(Passing& out);
  void release_block(Passing& out);

  SeamStrategy strategy_;
  Transcript shown_;
  Transcript before_;  // as it was when the attempt began
  std::string quiet_;  // of a block that is under way: frames that mean nothing by themselves
  std::string end_;    // the end of the last block, waiting; some dialects have no bytes for it
  std::string block_;  // a block that waits until it is whole
  bool holding_ = false;
  bool end_waits_ = false;
  bool bad_input_ = false;  // of the call whose end waits
  QualityRules rules_;
  Repetition repetition_;
  std::optional<FailureFacts> failure_;
};

}  // namespace edgee
