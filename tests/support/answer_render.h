// An answer as a provider streams it, event by event, in any dialect. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/answer_model.h"
#include "tests/support/dice.h"

namespace edgee::model {

struct Rendered {
  std::vector<std::string> events;  // as bytes, each with the blank line behind it
  std::size_t stop = 0;             // the event that carries the stop reason
};

struct Rendering {
  DialectId dialect = DialectId::anthropic_messages;
  std::string message_id;
  bool pings = true;            // and comments, here and there
  bool spoil_tools = false;     // the input of the last tool lacks its end
  std::size_t most_piece = 24;  // bytes of a delta
};

[[nodiscard]] Rendered render(const Rest& rest, const Rendering& how, Dice& dice);
// The whole message, for a request that does not stream.
[[nodiscard]] std::string render_whole(const Rest& rest, const Rendering& how);

}  // namespace edgee::model
