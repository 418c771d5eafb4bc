// A step of the chain, resolved against the configuration: which provider, endpoint, model and
// credential it stands for. Values that point into the configuration they were made from.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/failover/plan.h"
#include "core/proxy/session.h"

namespace edgee {

struct ResolvedTarget {
  Candidate candidate;
  const Provider* provider = nullptr;
  const Endpoint* endpoint = nullptr;
  const Dialect* dialect = nullptr;  // the endpoint's
  CredentialSpec credential;
  std::string base_url;
  std::string model;  // what the target is asked for
  bool local = false;
};

// The chain that serves this request, with every step that can be spoken to at all. Steps whose
// provider or dialect is unknown were refused by the config check; they are left out. The members
// of a group stand in this session's order.
struct ResolvedChain {
  std::shared_ptr<const Config> config;  // keeps what the targets point into
  std::shared_ptr<const Chain> wish;     // the chain, where the request's own wish made it
  const Chain* chain = nullptr;
  std::vector<ResolvedTarget> targets;
};

[[nodiscard]] ResolvedChain resolve_chain(std::shared_ptr<const Config> config,
                                          const SessionSetup& session, const Request& request);

// Where a request goes unless it wishes something else. nullptr: there is no such chain.
[[nodiscard]] const Chain* usual_chain(const Config& config, const SessionSetup& session,
                                       const RequestFacts& facts);

// Where the key of that step comes from.
[[nodiscard]] CredentialSpec credential_of(const Step& step, const Provider& provider);

// The agent's own vendor, or a target without endpoint when the vendor is unknown.
[[nodiscard]] ResolvedTarget resolve_vendor(const Config& config, const SessionSetup& session,
                                            const Request& request);

}  // namespace edgee
