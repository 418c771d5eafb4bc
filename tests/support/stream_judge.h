// Two judges of an answer's bytes as they reached the agent. The strict one is a client that only
// appends (the SDKs, Claude Code with --include-partial-messages); the other is Claude Code 2.1.197
// as it was measured: it drops an open block when its place is taken. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "tests/support/judge_events.h"

namespace edgee::judge {

struct KeptBlock {
  std::string kind;  // "text", "thinking", "redacted_thinking", "tool_use"...
  std::string text;  // of a text or of a thinking
  std::string signature;
  std::string id;
  std::string name;
  Json input;  // of a tool: what it is run with
};

struct KeptMessage {
  std::string id;
  std::vector<KeptBlock> blocks;
};

// Tools run at their block's stop, not at the stream's end.
struct ToolRun {
  std::string id;
  std::string name;
  Json input;
};

// whole: a stop reason and message_stop. error: an error event. rejected: the client stops reading,
// because an event cannot be. cut: everything else.
enum class Ending { whole, error, rejected, cut };

struct Judgement {
  std::vector<KeptMessage> messages;
  std::vector<ToolRun> runs;
  std::vector<KeptBlock> taken_back;  // blocks begun and not kept, in the order of their going
  Ending ending = Ending::cut;
  std::string error;  // of an error event: its type
  std::string stop_reason;
  std::string message_id;  // of the last message_start
  int starts = 0;          // message_starts
  int silent_ticks = 0;    // message_deltas without a stop reason: each is billed on the screen
  Json usage;              // of the last message_start, with what message_deltas said later
  Millis longest_gap{0};   // without an event that feeds the 300 s watchdog
  std::vector<std::string> violations;

  [[nodiscard]] bool whole() const { return ending == Ending::whole; }
};

[[nodiscard]] Judgement judge_strictly(const std::vector<Piece>& pieces);
[[nodiscard]] Judgement judge_strictly(std::string_view bytes);
[[nodiscard]] Judgement judge_as_claude(const std::vector<Piece>& pieces);
[[nodiscard]] Judgement judge_as_claude(std::string_view bytes);

// All text that is kept, in order and without anything between the blocks.
[[nodiscard]] std::string kept_text(const Judgement& judgement);
// "text:Hello tool_use:toolu_1 | thinking:Hm": the blocks of each message.
[[nodiscard]] std::string describe_kept(const Judgement& judgement);

}  // namespace edgee::judge
