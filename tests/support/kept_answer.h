// What an agent keeps of one answer: read from its bytes by its dialect's own decoder, while a
// judge of that dialect looks at the grammar. Agents of Messages are read by judges alone. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/answer_model.h"
#include "tests/support/stream_judge.h"

namespace edgee::model {

struct KeptAnswer {
  // In their order; of Messages one list for each message that is kept. Tools among them are run.
  std::vector<std::vector<Item>> messages;
  bool whole = false;
  std::vector<std::string> complaints;
};

// An agent that takes nothing back.
[[nodiscard]] KeptAnswer keep_answer(DialectId agent, std::string_view bytes);
// Of a judgement of Messages.
[[nodiscard]] KeptAnswer keep_judged(const judge::Judgement& judged);

}  // namespace edgee::model
