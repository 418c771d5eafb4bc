// A block on its way, as both judges gather it. Values.
#pragma once

#include <string>
#include <vector>

#include "tests/support/stream_judge.h"

namespace edgee::judge {

struct OpenBlock {
  KeptBlock block;
  std::string json;  // of a tool's input so far
  Json first_input;  // what the block's start gave as input
};

using Complaints = std::vector<std::string>;

[[nodiscard]] OpenBlock open_block(const WireEvent& start);
// Complains of a delta whose kind does not belong into the block.
void add_delta(OpenBlock& open, const Json& delta, Complaints& complaints);
// The block as it is kept; a tool's input is read, as the tool would be run with it.
[[nodiscard]] KeptBlock close_block(OpenBlock open, Complaints& complaints);

[[nodiscard]] int index_of(const WireEvent& event);
[[nodiscard]] bool is_thinking(const KeptBlock& block);
[[nodiscard]] bool is_tool(const KeptBlock& block);
// Adds to `runs`, with a complaint when the id ran before.
void run_tool(const KeptBlock& block, std::vector<ToolRun>& runs, Complaints& complaints);
// An answer of empty text alone, whose ending does not say why.
void complain_of_emptiness(const Judgement& judgement, Complaints& complaints);
void note_usage(const Json& usage, Judgement& judgement);

}  // namespace edgee::judge
