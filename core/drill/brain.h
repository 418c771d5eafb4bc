// A scripted model that works through a tool loop: it asks for one tool call after the other and
// then says that it is done. It decides by the tool results in the request, so any agent can drive
// it and any provider can take over in the middle. Pure.
#pragma once

#include <string>

#include "core/model/dialect_id.h"
#include "core/model/script.h"

namespace edgee {

struct BrainScript {
  DialectId dialect = DialectId::anthropic_messages;
  int steps = 3;
  std::string tool = "Bash";
  // The input of step n (from 1), as JSON text.
  std::string (*input)(int step) = nullptr;
  std::string final_text = "The drill is done: 3 of 3 steps.";
  // The answer to a side call, which brings no tools; "" = side calls are answered as all others.
  std::string title{};
};

// What it says before step n (from 1).
[[nodiscard]] std::string step_text(int step);

// The answer to one request, streaming or not as the request asks.
[[nodiscard]] script::Play brain_answer(const BrainScript& script, const script::Received& request);

// How many tool results the request carries.
[[nodiscard]] int count_tool_results(DialectId dialect, std::string_view body);

}  // namespace edgee
