// The drill: for every fault of the table an agent works through a tool loop against the real
// proxy, whose first step has that fault. What happened is read from the ledger and the tools.
#pragma once

#include <string>
#include <vector>

#include "core/drill/faults.h"
#include "core/drill/rehearsal.h"
#include "core/drill/tool_loop.h"

namespace edgee {

struct DrillRow {
  const Fault* fault = nullptr;
  DialectId fallback = DialectId::anthropic_messages;
  std::string trigger;   // what named the fault
  Duration detected{0};  // the longest attempt that failed
  Duration switched{0};  // from there to the next provider's first byte, at the longest
  std::string answered_by;
  int requests = 0;
  bool whole = false;
  std::string problem;  // "" when the fault was survived
};

// With the small agent inside edgee.
[[nodiscard]] Result<DrillRow> drill_fault(const DrillPorts& ports, const Fault& fault,
                                           DialectId fallback);

// The loop's script: three commands, then a sentence.
[[nodiscard]] BrainScript drill_brain();

// Whether the loop came to its end with each step run once, each turn at the price of one request,
// and the fault named by its trigger.
[[nodiscard]] DrillRow judge_drill(const Fault& fault, DialectId fallback, const BrainScript& brain,
                                   const LoopResult& loop, const std::vector<AttemptEvent>& ledger);

}  // namespace edgee
