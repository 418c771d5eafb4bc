#include "core/proxy/relay.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/failover/triggers.h"
#include "core/proxy/final_answer.h"
#include "core/proxy/record.h"

namespace edgee {
namespace {

// Claude models up to 4.5 go on from their own last words, unless they are to think first; in front
// of others the words would be an error. Those must not end in white space.
bool can_prefill(const JsonDoc& request, const ResolvedTarget& target, DialectId dialect,
                 const Seam& seam) {
  const std::string& last = seam.partial.back();
  const std::string_view thinking = request.value(request.root(), "thinking");
  const bool thinks = !thinking.empty() && thinking.find("\"disabled\"") == std::string_view::npos;
  return target.dialect->id == dialect && target.provider->messages.anthropic_models &&
         target.candidate.model->thinking == ThinkingSupport::budget_only && !thinks &&
         last == std::string_view(last).substr(0, last.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

Relay::Relay(ProxyServices& services, const SessionSetup& session, OwnRefusals& own_refusals,
             Request request, JsonDoc doc, ReplySink& sink)
    : services_(services),
      session_(session),
      own_refusals_(own_refusals),
      request_(std::move(request)),
      forms_(request_, std::move(doc)),
      dialect_(*find_dialect(request_.dialect)),
      began_(services.clock.now()),
      splice_(dialect_, request_.facts.model,
              strategy_for(session.agent, header_value(request_.headers, "user-agent"),
                           session.shows_deltas)),
      reply_(sink, session.agent, splice_, dialect_, request_.facts.stream, began_),
      exchanges_(services.upstream.open(sink.hang_up())),
      chain_(resolve_chain(services.config(), session, request_)),
      id_(services.random.token(12)) {}

// The story: ask the steps in order; the first answer is passed on, and when it breaks off, the
// next one goes on where it stopped; when none is left, the agent reads the failure that helps it
// most. The ledger is written when the agent has its last byte.
void Relay::run() {
  std::vector<Candidate> candidates;
  for (const ResolvedTarget& target : chain_.targets)
    candidates.push_back(target.candidate);
  plan_ = plan_attempts(candidates, request_.facts, services_.health);
  // Dialling takes longer than a refusal does: by then the next host's connection is open.
  next_ = 1;
  warm_next();
  bool settled = false;
  for (std::size_t i = 0; i < plan_.attempts.size() && !settled; ++i) {
    next_ = i + 1;
    settled = try_step(target_of(plan_.attempts[i]), next_ == plan_.attempts.size());
  }
  if (!settled) give_up();
  for (AttemptEvent& event : events_)
    services_.store.append(std::move(event));
}

bool Relay::try_step(const ResolvedTarget& target, bool last_step) {
  remove_thinking_ = false;
  for (int tries = 1;; ++tries) {
    AttemptTimes times;
    const Outcome outcome = attempt(target, times);
    const TriggerRule* trigger = name_trigger(outcome, settings_for(target));
    Situation now = situation(target, last_step, tries);
    if (outcome.failure && outcome.failure->kind == FailureKind::thinking_refused) {
      now.thinking_removed = remove_thinking_ || !dialect_.remove_thinking(forms_.doc());
    }
    const Verdict verdict = decide(outcome, trigger, now, services_.random);
    update_health(target, outcome, verdict);
    record(target, outcome, verdict, times);
    switch (verdict.action) {
      case Action::done:
        return true;
      case Action::show:
        show(target, outcome);
        return true;
      case Action::finish:
        finish();
        return true;
      case Action::again:
        if (outcome.failure->kind == FailureKind::thinking_refused) remove_thinking_ = true;
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
  const Seam seam = splice_.seam();
  const bool takes_over = reply_.committed();
  seam_ = takes_over ? to_string(seam.kind) : "";
  Outcome outcome;
  // A request for this target alone lives as long as its attempt.
  std::optional<Request> changed;
  std::optional<RequestForms> changed_forms;
  if (std::string body = changed_body(target, seam); !body.empty()) {
    changed = request_;
    changed->raw = std::move(body);
    changed_forms.emplace(*changed, dialect_.walk_request(changed->raw));
  }
  RequestForms& forms = changed_forms ? *changed_forms : forms_;
  tl::expected<Outbound, FailureFacts> outbound = write_request(forms, target, session_);
  if (!outbound) {
    outcome.failure = outbound.error();
    return outcome;
  }
  if (auto missing = add_credential(*outbound, target, services_.keyring)) {
    outcome.failure = std::move(missing);
    return outcome;
  }
  Attempt run({services_.clock, *exchanges_, reply_, splice_, forms.request(), target, *outbound,
               attempts_, rules_for(target), [this] { warm_next(); }});
  outcome = run.run();
  times = run.times();
  if (outcome.failure && target.candidate.target.is_agent()) fault_event_ = splice_.fault_event();
  if (outcome.reached < Phase::content) seam_.clear();
  return outcome;
}

std::string Relay::changed_body(const ResolvedTarget& target, const Seam& seam) const {
  std::optional<std::string> body;
  if (remove_thinking_) body = dialect_.remove_thinking(forms_.doc());
  if (seam.partial.empty()) return body.value_or("");
  const JsonDoc doc = body ? dialect_.walk_request(*body) : forms_.doc();
  const bool prefill = can_prefill(forms_.doc(), target, request_.dialect, seam);
  auto resumed =
      dialect_.resume_request(doc, seam.partial, prefill, resume_instruction(seam.mid_text));
  return resumed ? *std::move(resumed) : body.value_or("");
}

TriggerSettings Relay::settings_for(const ResolvedTarget& target) const {
  return {&chain_.config->triggers, &target.candidate.step->triggers,
          target.candidate.target.is_agent()};
}

// Claude's own refusals always pass: Claude Code has its own way on with them.
QualityRules Relay::rules_for(const ResolvedTarget& target) const {
  const TriggerSettings settings = settings_for(target);
  const bool claude = target.provider->messages.anthropic_models;
  return {!claude && is_trigger_on("refusal", settings), is_trigger_on("repetition", settings)};
}

void Relay::warm_next() {
  if (next_ < plan_.attempts.size()) {
    services_.upstream.warm(target_of(plan_.attempts[next_]).base_url);
  }
}

Situation Relay::situation(const ResolvedTarget& target, bool last_step, int tries) const {
  const Candidate& own = target.candidate;
  Situation situation;
  situation.agent_step = own.target.is_agent();
  situation.refreshable_login = session_.refreshable_login;
  situation.own_401_just_shown = own_refusals_.shown_recently(services_.clock.now());
  situation.last_step = last_step;
  situation.committed = reply_.committed();
  situation.can_only_end = splice_.seam().kind == SeamKind::finish;
  situation.thinking_removed = remove_thinking_;
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
  if (!outcome.failure && !outcome.agent_gone) {
    services_.health.succeeded(name);
  } else if (blamed) {
    services_.health.failed(name, outcome, chain_.chain->cooldown, verdict.reason);
    if (outcome.failure->kind == FailureKind::unauthorized) {
      services_.keyring.refused(target.credential);
    }
  } else {
    services_.health.released(name);
  }
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
  if (!reply_.committed()) {
    say_one(failures_.back(), dialect_, attempts_, reply_);
  } else if (splice_.fault_event().empty()) {
    reply_.abort();
  } else {
    reply_.write(splice_.fault_event(), services_.clock.now());
    reply_.finish();
  }
}

void Relay::finish() {
  seam_ = to_string(SeamKind::finish);
  reply_.write(splice_.ending(), services_.clock.now());
  reply_.finish();
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
  const bool own = word.failure != nullptr && word.failure->agent_step;
  say_last(word, {failures_, plan_.skipped, attempts_, own ? fault_event_ : ""}, dialect_, reply_);
}

void Relay::record(const ResolvedTarget& target, const Outcome& outcome, const Verdict& verdict,
                   const AttemptTimes& times) {
  const RecordContext context{services_, session_, request_, *chain_.chain, id_, began_, attempts_};
  AttemptEvent event = make_event(context, target, outcome, verdict, times);
  event.seam = verdict.action == Action::finish ? to_string(SeamKind::finish) : seam_;
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
