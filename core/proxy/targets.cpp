#include "core/proxy/targets.h"

#include <utility>

#include "core/catalog/catalog.h"
#include "core/config/words.h"
#include "core/failover/spread.h"

namespace edgee {
namespace {

ResolvedTarget resolve_step(const Config& config, const Step& step, DialectId agent_dialect) {
  ResolvedTarget target;
  target.provider = config.provider(step.target.provider);
  if (target.provider == nullptr) return target;
  target.endpoint = best_endpoint(*target.provider, agent_dialect, known_dialects());
  if (target.endpoint == nullptr) return target;
  target.dialect = find_dialect(target.endpoint->dialect);
  target.base_url = target.endpoint->base_url;
  target.credential = credential_of(step, *target.provider);
  target.model = step.target.model;
  target.local = target.provider->local;
  target.candidate.model = &config.model(step.target.provider, step.target.model);
  target.candidate.model_known = is_known(*target.candidate.model);
  target.candidate.target = step.target;
  return target;
}

// A second login of the same agent has a health of its own. "" = the one that the run began with.
std::string account_of(const SessionSetup& session) {
  if (!session.other_vendor) return "";
  const std::string& url = session.vendor_base_url;
  return "as " + session.vendor + (url.empty() ? "" : "@" + host_of(url));
}

}  // namespace

const Chain* usual_chain(const Config& config, const SessionSetup& session,
                         const RequestFacts& facts) {
  const std::string_view name =
      session.chain.empty() ? route(config.routes, session.agent.name, facts, config.default_chain)
                            : std::string_view(session.chain);
  const auto found = config.chains.find(name);
  return found == config.chains.end() ? nullptr : &found->second;
}

CredentialSpec credential_of(const Step& step, const Provider& provider) {
  CredentialSpec spec = step.credential.value_or(provider.credential);
  if (spec.source == CredentialSource::keychain && spec.name.empty()) spec.name = provider.id;
  return spec;
}

ResolvedTarget resolve_vendor(const Config& config, const SessionSetup& session,
                              const Request& request) {
  ResolvedTarget target;
  target.provider = config.provider(session.vendor);
  if (target.provider == nullptr) return target;
  target.endpoint = best_endpoint(*target.provider, request.dialect, {request.dialect});
  if (target.endpoint == nullptr) return target;
  target.dialect = find_dialect(request.dialect);
  target.base_url =
      session.vendor_base_url.empty() ? target.endpoint->base_url : session.vendor_base_url;
  target.credential.source = CredentialSource::pass_through;
  target.model = request.facts.model;
  target.candidate.model = &config.model(session.vendor, request.facts.model);
  target.candidate.model_known = is_known(*target.candidate.model);
  target.candidate.target = Target{"agent", request.facts.model, account_of(session)};
  return target;
}

ResolvedChain resolve_chain(std::shared_ptr<const Config> config, const SessionSetup& session,
                            const Request& request) {
  ResolvedChain resolved;
  resolved.config = std::move(config);
  const Config& values = *resolved.config;
  resolved.wish = session.wish;
  resolved.chain =
      resolved.wish ? resolved.wish.get() : usual_chain(values, session, request.facts);
  if (resolved.chain == nullptr) return resolved;
  const std::string& key =
      request.facts.session.empty() ? session.launch_id : request.facts.session;
  for (const std::size_t index : order_for_session(*resolved.chain, key)) {
    const Step& step = resolved.chain->steps[index];
    ResolvedTarget target = step.target.is_agent() ? resolve_vendor(values, session, request)
                                                   : resolve_step(values, step, request.dialect);
    target.candidate.index = static_cast<int>(index);
    target.candidate.step = &step;
    if (target.dialect != nullptr) resolved.targets.push_back(std::move(target));
  }
  return resolved;
}

}  // namespace edgee
