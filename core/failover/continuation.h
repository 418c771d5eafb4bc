// An answer broke off after the agent has seen some of it: what is taken back, what the next target
// is told, where its answer goes on. Pure. The reasons are what agents were seen to do with a
// broken or re-opened stream (README, "When an answer breaks off").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/agent_profile.h"
#include "core/model/transcript.h"

namespace edgee {

// What an agent does with a block that never ended and whose place another one takes.
enum class SeamStrategy {
  retract,            // it drops the block: what is open can be taken back
  retract_on_screen,  // the same, but what has scrolled off its screen stays there
  append_only,        // it has used every byte: nothing can
};
[[nodiscard]] inline bool takes_back(SeamStrategy strategy) {
  return strategy != SeamStrategy::append_only;
}

// `shows_deltas`: it hands on every piece, unless it draws a screen of its own.
[[nodiscard]] SeamStrategy strategy_for(const AgentProfile& agent, std::string_view user_agent,
                                        bool shows_deltas);

// none: the agent has seen nothing. retract: the next target answers anew, under a new message id.
// resume: it goes on where the answer stopped, in the same message. finish: nobody is asked; what
// was given is ended as the dialect asks for.
enum class SeamKind { none, retract, resume, finish };
[[nodiscard]] std::string_view to_string(SeamKind kind);  // "retract"; none is ""

struct Seam {
  SeamKind kind = SeamKind::none;
  std::vector<std::string> partial;  // the text blocks that stay, for the next target to read
  bool mid_text = false;             // the last of them broke off inside
  bool may_be_whole = true;          // it ends like a text to which nothing need be added
  int open_text = -1;                // index of the text block that goes on; -1: none
  int to_close = -1;                 // index of the block that must be ended first; -1: none
  bool closes_thinking = false;      // that block is thinking, and nobody signed it
  int next_index = 0;                // of the next block
};

[[nodiscard]] Seam plan_seam(const Transcript& shown, SeamStrategy strategy);

// Words for a target that cannot be made to go on by ending the request with its own words.
[[nodiscard]] std::string_view resume_instruction(bool mid_text);

}  // namespace edgee
