#include <algorithm>

#include "core/agents/agent.h"
#include "core/agents/claude_code.h"
#include "core/agents/codex.h"
#include "core/agents/opencode.h"

namespace edgee {

const std::vector<Agent>& known_agents() {
  static const std::vector<Agent> kAgents{claude_code_agent(), codex_agent(), opencode_agent()};
  return kAgents;
}

const Agent* find_agent(std::string_view name) {
  const std::vector<Agent>& agents = known_agents();
  const auto found = std::find_if(agents.begin(), agents.end(), [name](const Agent& agent) {
    return agent.profile.name == name;
  });
  return found == agents.end() ? nullptr : &*found;
}

}  // namespace edgee
