#include "core/model/provider.h"

#include <algorithm>

namespace edgee {

const Endpoint* best_endpoint(const Provider& provider, DialectId agent_dialect,
                              const std::vector<DialectId>& can_speak) {
  const Endpoint* other = nullptr;
  const Endpoint* partial = nullptr;
  for (const Endpoint& endpoint : provider.endpoints) {
    if (std::find(can_speak.begin(), can_speak.end(), endpoint.dialect) == can_speak.end())
      continue;
    if (endpoint.partial) {
      if (partial == nullptr) partial = &endpoint;
    } else if (endpoint.dialect == agent_dialect) {
      return &endpoint;
    } else if (other == nullptr) {
      other = &endpoint;
    }
  }
  return other != nullptr ? other : partial;
}

}  // namespace edgee
