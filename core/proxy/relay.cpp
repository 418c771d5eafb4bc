#include "core/proxy/relay.h"

#include <algorithm>
#include <utility>

#include "core/dialect/plan_windows.h"
#include "core/failover/offline.h"
#include "core/failover/triggers.h"
#include "core/proxy/final_answer.h"
#include "core/proxy/record.h"

namespace edgee {

Relay::Relay(ProxyServices& services, const SessionSetup& session, OwnRefusals& own_refusals,
             Request request, JsonDoc doc, ReplySink& sink)
    : services_(services),
      session_(session),
      own_refusals_(own_refusals),
      request_(std::move(request)),
      forms_(request_, std::move(doc)),
      dialect_(*find_dialect(request_.dialect)),
      began_(services.clock.now()),
      reply_(sink, session.agent, dialect_, request_.facts, began_),
      exchanges_(services.upstream.open(sink.hang_up())),
      chain_(resolve_chain(services.config(), session, request_)),
      id_(services.random.token(12)) {}

// The story: ask the steps in order; the first answer is passed on; when none is left, the agent
// reads the failure that helps it most. The ledger is written when the agent has its last byte.
void Relay::run() {
  std::vector<Candidate> candidates;
  for (const ResolvedTarget& target : chain_.targets)
    candidates.push_back(target.candidate);
  plan_ = plan_attempts(candidates, request_.facts, services_.health);
  // Dialling takes longer than a refusal does: by then the next host's connection is open.
  if (plan_.attempts.size() > 1) services_.upstream.warm(target_of(plan_.attempts[1]).base_url);
  bool settled = false;
  for (std::size_t i = 0; i < plan_.attempts.size() && !settled; ++i) {
    settled = try_step(target_of(plan_.attempts[i]), i + 1 == plan_.attempts.size());
  }
  if (!settled) give_up();
  for (AttemptEvent& event : events_)
    services_.store.append(std::move(event));
}

bool Relay::try_step(const ResolvedTarget& target, bool last_step) {
  for (int tries = 1;; ++tries) {
    AttemptTimes times;
    const Outcome outcome = attempt(target, times);
    const TriggerSettings settings{&chain_.config->triggers, &target.candidate.step->triggers,
                                   target.candidate.target.is_agent()};
    const TriggerRule* trigger = name_trigger(outcome, settings);
    const Verdict verdict =
        decide(outcome, trigger, situation(target, last_step, tries), services_.random);
    update_health(target, outcome, verdict);
    record(target, outcome, verdict, times);
    switch (verdict.action) {
      case Action::done:
        return true;
      case Action::show:
        show(target, outcome);
        return true;
      case Action::again:
        remember(target, outcome);
        if (!wait(verdict.wait)) return true;
        break;
      case Action::next:
      case Action::give_up:
        remember(target, outcome);
        return false;
    }
  }
}

Outcome Relay::attempt(const ResolvedTarget& target, AttemptTimes& times) {
  ++attempts_;
  times.began = times.ended = services_.clock.now();
  Outcome outcome;
  tl::expected<Outbound, FailureFacts> outbound = write_request(forms_, target, session_);
  if (!outbound) {
    outcome.failure = outbound.error();
    return outcome;
  }
  if (auto missing = add_credential(*outbound, target, services_.keyring)) {
    outcome.failure = std::move(missing);
    return outcome;
  }
  Attempt run({services_.clock, *exchanges_, reply_, request_, target, *outbound, attempts_});
  outcome = run.run();
  times = run.times();
  return outcome;
}

Situation Relay::situation(const ResolvedTarget& target, bool last_step, int tries) const {
  const Candidate& own = target.candidate;
  Situation situation;
  situation.agent_step = own.target.is_agent();
  situation.refreshable_login = session_.refreshable_login;
  situation.own_401_just_shown = own_refusals_.shown_recently(services_.clock.now());
  situation.last_step = last_step;
  situation.committed = reply_.committed();
  situation.tries_done = tries;
  situation.tries_allowed = tries_for(own.step->tries, last_step);
  situation.waited = waited_;
  situation.budget = chain_.chain->budget;
  // Known to be larger, not just unknown: else the agent must see it, to compact.
  situation.larger_window_later = std::any_of(
      chain_.targets.begin(), chain_.targets.end(), [&own](const ResolvedTarget& later) {
        return later.candidate.index > own.index && later.candidate.model_known &&
               later.candidate.model->window > own.model->window;
      });
  return situation;
}

bool Relay::wait(Duration time) {
  const TimePoint until = services_.clock.now() + time;
  while (services_.clock.now() < until) {
    const Arrival arrival =
        exchanges_->next(std::min(until, reply_.next_duty().value_or(TimePoint::max())));
    if (arrival.kind == Arrival::Kind::agent_gone || arrival.kind == Arrival::Kind::stopped) {
      return false;
    }
    reply_.do_duty(services_.clock.now());
    if (reply_.gone()) return false;
  }
  waited_ += time;
  return true;
}

void Relay::update_health(const ResolvedTarget& target, const Outcome& outcome,
                          const Verdict& verdict) {
  const Target& name = target.candidate.target;
  const bool blamed = outcome.failure && verdict.trigger != nullptr && !outcome.agent_gone &&
                      verdict.trigger->counts_against_target;
  const bool way_out = outcome.failure && is_way_out(outcome.failure->kind);
  if (!target.local && shows_network(outcome)) services_.health.online();
  if (!outcome.failure && !outcome.agent_gone) {
    services_.health.succeeded(name);
    services_.health.loops().answered(request_.facts, name);
  } else if (blamed && way_out && !target.local) {
    services_.health.suspect(name, outcome, chain_.chain->cooldown, verdict.reason);
  } else if (blamed) {
    services_.health.failed(name, outcome, chain_.chain->cooldown, verdict.reason);
    if (outcome.failure->kind == FailureKind::unauthorized) {
      services_.keyring.refused(target.credential);
    }
  } else {
    services_.health.released(name);
  }
  const TriggerSettings settings{&chain_.config->triggers, &target.candidate.step->triggers,
                                 name.is_agent()};
  services_.health.note_windows(
      name, read_plan_windows(outcome.headers, services_.clock.wall_now()), cap_setting(settings));
}

void Relay::remember(const ResolvedTarget& target, const Outcome& outcome) {
  const bool own = target.candidate.target.is_agent();
  failures_.push_back(
      {own, false, outcome.status, outcome.headers, outcome.body, *outcome.failure});
}

void Relay::show(const ResolvedTarget& target, const Outcome& outcome) {
  const bool own = target.candidate.target.is_agent();
  if (own && outcome.failure->kind == FailureKind::unauthorized) {
    own_refusals_.shown(services_.clock.now());
  }
  remember(target, outcome);
  say_one(failures_.back(), dialect_, attempts_, reply_);
}

void Relay::give_up() {
  if (reply_.gone()) return;
  for (const SkippedStep& skipped : plan_.skipped) {
    if (!skipped.sick) continue;
    if (auto last = services_.health.last_failure(skipped.target)) {
      failures_.push_back(
          {skipped.target.is_agent(), true, last->status, last->headers, last->body, last->facts});
    }
  }
  const FinalWord word = final_word(failures_, services_.clock.wall_now());
  say_last(word, {failures_, plan_.skipped, attempts_}, dialect_, reply_);
}

void Relay::record(const ResolvedTarget& target, const Outcome& outcome, const Verdict& verdict,
                   const AttemptTimes& times) {
  const RecordContext context{services_, session_, request_, *chain_.chain, id_, began_, attempts_};
  AttemptEvent event = make_event(context, target, outcome, verdict, times);
  if (attempts_ == 1 && !plan_.note.empty()) {
    event.reason = plan_.note + (event.reason.empty() ? "" : "; " + event.reason);
  }
  events_.push_back(std::move(event));
}

const ResolvedTarget& Relay::target_of(const Candidate& candidate) const {
  return *std::find_if(chain_.targets.begin(), chain_.targets.end(),
                       [&candidate](const ResolvedTarget& target) {
                         return target.candidate.index == candidate.index;
                       });
}

}  // namespace edgee
