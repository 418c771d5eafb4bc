// NO_PROXY for the agent: the user's own exceptions, and the loopback address it finds us at. Pure.
#pragma once

#include <map>
#include <string>

namespace edgee {

// Gives both spellings. Agents differ in which one wins when both are set, so neither may be left
// without what the user said in the other.
[[nodiscard]] std::map<std::string, std::string> except_loopback(
    const std::map<std::string, std::string>& environment);

}  // namespace edgee
