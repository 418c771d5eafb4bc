#include "core/drill/drill.h"

#include <algorithm>
#include <utility>

namespace edgee {
namespace {

std::string drill_input(int step) {
  return R"({"command":"echo step )" + std::to_string(step) + R"( >> steps.txt"})";
}

// What the ledger tells of the switches, the longest of each.
void read_ledger(const std::vector<AttemptEvent>& events, DrillRow& row) {
  for (const AttemptEvent& event : events) {
    if (event.verdict == "next" || event.verdict == "finish") {
      // Behind its tool calls a loop ends with another kind of answer, which may break otherwise.
      if (row.trigger.empty()) row.trigger = event.trigger;
      row.detected = std::max(row.detected, event.took);
    }
    if (event.verdict == "done" || event.verdict == "finish") {
      row.answered_by = event.target;
      if (event.number > 1) {
        row.switched = std::max(row.switched, event.first_byte.value_or(event.took));
      }
    }
  }
}

std::string find_problem(const DrillRow& row, const LoopResult& loop, const BrainScript& brain) {
  if (!loop.problem.empty()) return loop.problem;
  if (loop.final_text != brain.final_text) return "the last answer is not whole";
  for (int step = 1; step <= brain.steps; ++step) {
    const auto runs = loop.tool_runs.find(brain.input(step));
    const int count = runs == loop.tool_runs.end() ? 0 : runs->second;
    if (count != 1)
      return "step " + std::to_string(step) + " ran " + std::to_string(count) + " times";
  }
  if (loop.requests != brain.steps + 1) return "a turn cost more than one request";
  if (row.fault->rescue == Rescue::replaced && row.answered_by != Stage::kFallbackTarget) {
    return "answered by " + row.answered_by;
  }
  if (row.trigger != row.fault->trigger) return "named \"" + row.trigger + "\"";
  return "";
}

}  // namespace

BrainScript drill_brain() {
  BrainScript brain;
  brain.input = drill_input;
  return brain;
}

DrillRow judge_drill(const Fault& fault, DialectId fallback, const BrainScript& brain,
                     const LoopResult& loop, const std::vector<AttemptEvent>& ledger) {
  DrillRow row;
  row.fault = &fault;
  row.fallback = fallback;
  row.requests = loop.requests;
  read_ledger(ledger, row);
  row.problem = find_problem(row, loop, brain);
  row.whole = row.problem.empty();
  return row;
}

Result<DrillRow> drill_fault(const DrillPorts& ports, const Fault& fault, DialectId fallback) {
  const BrainScript brain = drill_brain();
  Result<std::unique_ptr<Stage>> stage = Stage::open(ports.servers, &fault, brain, fallback);
  if (!stage) return tl::unexpected(stage.error());
  Result<std::unique_ptr<Rehearsal>> rehearsal =
      Rehearsal::open(ports, **stage, find_agent("claude")->profile);
  if (!rehearsal) return tl::unexpected(rehearsal.error());
  const LoopResult loop = run_tool_loop(ports.upstream, ports.clock, (*rehearsal)->base_url());
  return judge_drill(fault, fallback, brain, loop, (*rehearsal)->close());
}

}  // namespace edgee
