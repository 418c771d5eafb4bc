// What each agent is given in a drill: one row per agent. Values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/drill/brain.h"
#include "core/drill/stage.h"

namespace edgee {

struct DrillCast {
  std::string_view agent;
  StageVendor vendor;                  // whose model it asks for
  std::vector<std::string> arguments;  // works through the loop, and asks nobody
  std::vector<std::string> question;   // one short question, nothing else
  std::map<std::string, std::string> variables;
  std::string tool;  // that runs a command
  std::string (*input)(int step) = nullptr;
  bool prints_all = false;  // each text of the loop, a line each, and not the last alone
};

// nullptr: no agent of that name can be drilled.
[[nodiscard]] const DrillCast* find_drill_cast(std::string_view agent);
[[nodiscard]] std::vector<std::string> drillable_agents();

// The loop's script with the tool of that agent.
[[nodiscard]] BrainScript brain_for(const DrillCast& cast);
// The loop as the agent prints it, without the last line end.
[[nodiscard]] std::string printed_by(const DrillCast& cast);

}  // namespace edgee
