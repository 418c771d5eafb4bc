// The clients that `edgee proxy` serves: whoever comes to a door, told apart by what it calls
// itself. Values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/agent_profile.h"

namespace edgee {

struct Client {
  std::string user_agent;  // what its User-Agent begins with; "" = anybody of the profile's dialect
  AgentProfile profile;
};

// The agents that are known by name, then for each dialect one of which nothing is known: answers
// may only be added to, and nothing is sent before the real one begins.
[[nodiscard]] std::vector<Client> any_clients();

// Who calls through a door of that dialect; the profile is of that dialect. `usual` serves when
// nobody fits.
[[nodiscard]] AgentProfile client_profile(const std::vector<Client>& clients, DialectId dialect,
                                          std::string_view user_agent, const AgentProfile& usual);

}  // namespace edgee
