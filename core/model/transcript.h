// What the agent has been given of one answer, in the order of its blocks: what it cannot, or can
// only just, unsee when the answer breaks off. Values.
#pragma once

#include <string>
#include <vector>

#include "core/model/stream_event.h"

namespace edgee {

struct ShownBlock {
  int index = 0;  // as the agent knows it
  BlockKind kind = BlockKind::text;
  std::string text;        // its words or a call's input, as far as it was given
  bool whole = false;      // the provider ended it
  bool is_signed = false;  // thinking: its signature is out
  bool closed = false;     // the agent knows that it ended: it stays in the agent's history
  std::string id = {};     // of tool calls
  std::string name = {};   // of tool calls
  // Of blocks that passed as they came, where the dialect has them: see BlockStart and BlockEnd.
  std::string own_id = {};
  std::string raw = {};
};

struct Transcript {
  bool begun = false;       // a message_start is out
  bool tool_ran = false;    // a whole tool call is out: agents run it at once
  bool stopped = false;     // the model said why it stopped: nothing more comes
  bool reason_out = false;  // and the agent has read that
  std::vector<ShownBlock> blocks;
  std::vector<std::string> ids;  // message ids given for this answer so far

  [[nodiscard]] ShownBlock* open() {
    return blocks.empty() || blocks.back().closed ? nullptr : &blocks.back();
  }
  [[nodiscard]] const ShownBlock* open() const {
    return blocks.empty() || blocks.back().closed ? nullptr : &blocks.back();
  }
};

}  // namespace edgee
