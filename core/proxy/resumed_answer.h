// An answer that goes on where another one stopped, in the same message of the agent: its blocks
// get the next places, its first text may go on in a block that is still open, and of what the
// other one said nothing comes again. One attempt, one thread.
//
// Thinking is left out: its signature would hold for the request with the words to go on, not for
// the conversation as the agent keeps it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/failover/continuation.h"
#include "core/model/stream_event.h"
#include "core/proxy/overlap.h"

namespace edgee {

class ResumedAnswer {
 public:
  // `shown_output` are the tokens of what the agent keeps of the answer so far.
  ResumedAnswer(const Seam& seam, bool keeps_thinking, std::int64_t shown_output);

  // What the event becomes in the agent's message; nothing, for some.
  void map(const StreamEvent& event, std::vector<StreamEvent>& out);

 private:
  void start(const BlockStart& start, std::vector<StreamEvent>& out);
  void text(const TextDelta& text, std::vector<StreamEvent>& out);
  void end(const BlockEnd& end, std::vector<StreamEvent>& out);
  void close_former(std::vector<StreamEvent>& out);
  [[nodiscard]] std::optional<int> place_of(int index) const;

  std::map<int, int> places_;  // of this answer's blocks in the agent's message
  std::optional<Overlap> overlap_;
  int open_text_;
  int to_close_;
  int next_;
  bool keeps_thinking_;
  std::int64_t shown_output_;
};

}  // namespace edgee
