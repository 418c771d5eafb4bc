#include "core/proxy/clients.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/agents/agent.h"

namespace edgee {
namespace {

// By what each agent calls itself on the wire (agents.md 1).
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kKnown{{
    {"claude-cli/", "claude"},
    {"codex_", "codex"},
    {"opencode/", "opencode"},
}};

// Whose keys the clients of a dialect bring, unless their path says otherwise.
constexpr std::array<std::pair<DialectId, std::string_view>, 4> kVendors{{
    {DialectId::anthropic_messages, "anthropic"},
    {DialectId::openai_chat, "openai"},
    {DialectId::openai_responses, "openai"},
    {DialectId::gemini, "google"},
}};

std::string_view vendor_of(DialectId dialect) {
  return std::find_if(kVendors.begin(), kVendors.end(),
                      [dialect](const auto& row) { return row.first == dialect; })
      ->second;
}

AgentProfile plain_profile(DialectId dialect, std::string_view vendor) {
  AgentProfile profile;
  profile.name = "client";
  profile.title = "A client";
  profile.dialect = dialect;
  profile.vendor = vendor;
  profile.session_header = "x-session-id";
  return profile;
}

}  // namespace

std::vector<Client> any_clients() {
  std::vector<Client> clients;
  for (const auto& [user_agent, name] : kKnown) {
    const Agent* const agent = find_agent(name);
    if (agent != nullptr) clients.push_back({std::string(user_agent), agent->profile});
  }
  for (const auto& [dialect, vendor] : kVendors)
    clients.push_back({"", plain_profile(dialect, vendor)});
  return clients;
}

AgentProfile client_profile(const std::vector<Client>& clients, DialectId dialect,
                            std::string_view user_agent, const AgentProfile& usual) {
  AgentProfile profile = usual;
  if (!clients.empty()) profile.vendor = vendor_of(dialect);
  for (const Client& client : clients) {
    const bool fits = client.user_agent.empty() ? client.profile.dialect == dialect
                                                : user_agent.starts_with(client.user_agent);
    if (!fits) continue;
    profile = client.profile;
    // An agent of many dialects brings the key that fits the door it came to.
    const bool own_door = profile.dialect == dialect && !profile.vendor.empty();
    if (!own_door) profile.vendor = vendor_of(dialect);
    break;
  }
  profile.dialect = dialect;
  return profile;
}

}  // namespace edgee
