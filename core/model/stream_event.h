// What happens in an answer, in no provider's words: the form between dialects. Values.
#pragma once

#include <string>
#include <variant>

#include "core/model/outcome.h"

namespace edgee {

enum class BlockKind { text, thinking, redacted_thinking, tool_call, other };
enum class StopReason {
  end_turn,
  max_tokens,
  stop_sequence,
  tool_use,
  refusal,
  pause,
  window_exceeded,
  other
};

struct MessageStart {
  std::string id;
  std::string model;
  TokenUsage usage;
};
// `raw` is the block as its dialect wrote it, for kinds that have no common form.
struct BlockStart {
  int index = 0;
  BlockKind kind = BlockKind::text;
  std::string id;    // tool calls
  std::string name;  // tool calls
  std::string raw;
  std::string own_id = {};  // the block's own, where its dialect gives it one besides a call's
};
struct TextDelta {
  int index = 0;
  std::string text;
};
struct ThinkingDelta {
  int index = 0;
  std::string text;
};
struct Signature {
  int index = 0;
  std::string signature;
};
// A piece of a tool call's input, as JSON text.
struct ToolDelta {
  int index = 0;
  std::string json;
};
// `raw`: the whole block as its dialect wrote it, where an answer repeats its blocks in the end.
struct BlockEnd {
  int index = 0;
  std::string raw = {};
};
// Cumulative; a later one replaces an earlier one.
struct Usage {
  TokenUsage usage;
};
// Why the model stopped; the message is whole only when MessageEnd follows.
struct Stop {
  StopReason reason = StopReason::end_turn;
  std::string sequence;  // the stop sequence that matched
  std::string raw;       // the dialect's own word when `reason` is other
};
struct MessageEnd {};
// The answer failed in mid-stream by the provider's own word.
struct Fault {
  FailureFacts facts;
};
struct Ping {};
// An event of the dialect that has no common form.
struct Opaque {
  std::string raw;
};

using StreamEvent = std::variant<MessageStart, BlockStart, TextDelta, ThinkingDelta, Signature,
                                 ToolDelta, BlockEnd, Usage, Stop, MessageEnd, Fault, Ping, Opaque>;

// The first non-empty text, thinking or signature delta, or a tool call's start (design: from here
// on an answer cannot be taken back unseen).
[[nodiscard]] bool is_content(const StreamEvent& event);

}  // namespace edgee
