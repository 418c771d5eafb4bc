// Requests that leave it to us, at least in part, who answers them.
#include <utility>

#include "core/dialect/dialect.h"
#include "core/proxy/caller.h"
#include "core/proxy/gateway.h"
#include "core/proxy/own_error.h"
#include "core/proxy/relay.h"
#include "core/proxy/targets.h"
#include "core/proxy/wish.h"
#include "core/proxy/wish_list.h"

namespace edgee {

void Gateway::serve_wish(const SessionSetup& session, Request request, JsonDoc doc,
                         ReplySink& sink) {
  const std::shared_ptr<const Config> config = services_.config();
  doc.rebind(request.raw);
  const std::vector<std::string> listed = listed_models(doc);
  const auto has_key = [this, &config](const Step& step) {
    const CredentialSpec spec = credential_of(step, *config->provider(step.target.provider));
    return services_.keyring.get(spec, {}).has_value();
  };
  const auto order = [this, &config, &session, &request](std::vector<Step> steps) {
    return best_first_of(*config, session, request.facts, std::move(steps));
  };
  const auto wish = read_wish({*config, session, request.facts, has_key, order}, listed);
  if (!wish) {
    return reply_error(sink, request.dialect, 404, "edgee: " + wish.error().message,
                       FailureKind::model_missing);
  }
  if (*wish == nullptr) {
    Relay(services_, session, notes_, std::move(request), std::move(doc), sink).run();
    return;
  }
  SessionSetup own = setup_behind_door(session);
  own.wish = *wish;
  request.facts.any_model = true;
  if (!listed.empty()) request.raw = without_lists(request.raw);
  doc = find_dialect(request.dialect)->walk_request(request.raw);
  Relay(services_, own, notes_, std::move(request), std::move(doc), sink).run();
}

std::vector<Step> Gateway::best_first_of(const Config& config, const SessionSetup& session,
                                         const RequestFacts& facts, std::vector<Step> steps) {
  services_.health.refresh();
  std::vector<Choice> choices;
  choices.reserve(steps.size());
  for (const Step& step : steps)
    choices.push_back(know_choice(services_, config, step, facts));
  const std::string& who = facts.session.empty() ? session.launch_id : facts.session;
  std::vector<Step> ordered;
  for (const std::size_t index : best_first(choices, choices_.last(who))) {
    ordered.push_back(std::move(steps[index]));
    ordered.back().group = 0;  // they are in order
  }
  choices_.chose(who, ordered.front().target);
  return ordered;
}

}  // namespace edgee
