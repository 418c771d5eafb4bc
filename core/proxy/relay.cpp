#include "core/proxy/relay.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/catalog/switch_cost.h"
#include "core/dialect/plan_windows.h"
#include "core/failover/budget_gate.h"
#include "core/failover/offline.h"
#include "core/failover/triggers.h"
#include "core/proxy/final_answer.h"
#include "core/proxy/record.h"

namespace edgee {

Relay::Relay(ProxyServices& services, const SessionSetup& session, const RelayNotes& notes,
             Request request, JsonDoc doc, ReplySink& sink)
    : services_(services),
      session_(session),
      notes_(notes),
      request_(std::move(request)),
      forms_(request_, std::move(doc)),
      dialect_(*find_dialect(request_.dialect)),
      began_(services.clock.now()),
      strategy_(strategy_for(session.agent, header_value(request_.headers, "user-agent"),
                             session.shows_deltas)),
      splice_(std::make_unique<Splice>(dialect_, request_, strategy_)),
      reply_(sink, session.agent, *splice_, dialect_, request_.facts.stream, began_),
      exchanges_(services.upstream.open(sink.hang_up())),
      context_{services, session, dialect_, forms_, *exchanges_, reply_, [this] { warm_next(); }},
      chain_(resolve_chain(services.config(), session, request_)),
      id_(services.random.token(12)) {}

// The story: ask the steps in order; the first answer is passed on, and when it breaks off, the
// next one goes on where it stopped; when none is left, the agent reads the failure that helps it
// most. The ledger is written when the agent has its last byte.
void Relay::run() {
  make_plan();
  while (!ask_steps()) {
    // Without a network nobody is to blame, and the request waits as long as it may.
    const Duration budget = chain_.chain == nullptr ? Duration(0) : chain_.chain->budget;
    const OfflineAdvice advice = road_.advise(waited_, budget);
    if (advice.action != OfflineAdvice::Action::wait) {
      give_up();
      break;
    }
    if (!wait(advice.pause)) break;
    road_.forget();
  }
  notes_.live.ended(id_);
  for (AttemptEvent& event : events_)
    services_.store.append(std::move(event));
}

// True: the request is settled.
bool Relay::ask_steps() {
  for (std::size_t i = 0; i < plan_.attempts.size(); i = std::max(i + 1, next_)) {
    next_ = i + 1;
    // Dialling takes longer than a refusal does: by then the next host's connection is open.
    if (i == 0) warm_next();
    if (try_step(i)) return true;
  }
  return false;
}

void Relay::make_plan() {
  std::vector<Candidate> candidates;
  for (const ResolvedTarget& target : chain_.targets) {
    candidates.push_back(target.candidate);
    if (is_pinned()) break;
  }
  if (chain_.chain != nullptr) candidates = within_means(std::move(candidates));
  if (is_pinned()) {
    plan_.attempts = std::move(candidates);  // whatever its health
  } else {
    plan_ = plan_attempts(candidates, request_.facts, services_.health);
  }
  for (SkippedStep& skipped : skipped_) {
    if (skipped.index == 0) plan_.note = skipped.target.name() + ": " + skipped.reason;
    plan_.skipped.push_back(std::move(skipped));
  }
  for (const Candidate& candidate : plan_.attempts) {
    const ResolvedTarget& target = target_of(candidate);
    road_.expect(target.base_url, target.local);
  }
  if (plan_.note.empty() || plan_.attempts.empty()) return;
  LiveFailure why;
  why.target = chain_.targets.front().candidate.target.name();
  why.reason = plan_.note;
  notes_.live.begin(id_, plan_.attempts.front().target.name(), std::move(why));
}

// What money allows of the chain; the rest is left out, with the reason.
std::vector<Candidate> Relay::within_means(std::vector<Candidate> candidates) {
  if (services_.books == nullptr || services_.books->budgets == nullptr) return candidates;
  WithinBudget allowed = within_budget(candidates, chain_.chain->name, chain_.config->budgets,
                                       is_plan_login(request_), *services_.books->budgets);
  skipped_ = std::move(allowed.skipped);
  stopped_ = std::move(allowed.stopped);
  return std::move(allowed.candidates);
}

bool Relay::is_pinned() const {
  return session_.pin || (chain_.chain != nullptr && chain_.chain->pin);
}

bool Relay::try_step(std::size_t at) {
  remove_thinking_ = false;
  for (int tries = 1;; ++tries) {
    std::vector<Ended> all = ask(target_of(plan_.attempts[at]));
    Ended deciding = std::move(all.back());
    all.pop_back();
    if (!all.empty()) {
      // The racing attempt was the next step's: that has had its turn.
      if (deciding.target == &target_of(plan_.attempts[next_])) at = next_;
      ++next_;
      tries = 1;
    }
    const bool last_step = next_ >= plan_.attempts.size();
    for (Ended& other : all) {
      const Verdict verdict = judge(other, false, tries);
      if (!other.outrun) remember(*other.target, other.outcome);
      record(other, verdict);
    }
    const Verdict verdict = judge(deciding, last_step, tries);
    record(deciding, verdict);
    tell_outside(deciding, verdict);
    switch (verdict.action) {
      case Action::done:
        return true;
      case Action::show:
        show(*deciding.target, deciding.outcome);
        return true;
      case Action::finish:
        finish();
        return true;
      case Action::again:
        if (deciding.outcome.failure->kind == FailureKind::thinking_refused) {
          remove_thinking_ = true;
        }
        remember(*deciding.target, deciding.outcome);
        if (!wait(verdict.wait)) return true;
        break;
      case Action::next:
      case Action::give_up:
        remember(*deciding.target, deciding.outcome);
        return false;
    }
  }
}

Errand& Relay::new_errand(const ResolvedTarget& target) {
  Splice& splice = errands_.empty() ? *splice_ : *rival_;
  errands_.push_back(std::make_unique<Errand>(context_, target, splice, ++attempts_));
  return *errands_.back();
}

std::vector<Relay::Ended> Relay::ask(const ResolvedTarget& target) {
  errands_.clear();
  Errand& errand = new_errand(target);
  std::vector<Ended> ended;
  if (auto complaint = errand.prepare(settings_for(target), remove_thinking_)) {
    Ended unasked;
    unasked.target = &target;
    unasked.number = errand.number();
    unasked.times.began = unasked.times.ended = services_.clock.now();
    unasked.outcome.failure = std::move(complaint);
    ended.push_back(std::move(unasked));
    return ended;
  }
  Race race(services_.clock, *exchanges_, reply_);
  hedge(race, target);
  for (Raced& raced : race.run(errand.attempt())) {
    const auto own = std::find_if(errands_.begin(), errands_.end(), [&raced](const auto& one) {
      return &one->attempt() == raced.attempt;
    });
    Ended one;
    one.target = &(*own)->target();
    one.number = (*own)->number();
    one.times = raced.attempt->times();
    one.outrun = raced.outrun;
    one.hedge = one.target != &target;
    one.outcome = std::move(raced.outcome);
    if (raced.attempt->has_content()) one.seam = (*own)->seam();
    // What was sent is billed, though nobody says how much.
    if (one.outrun && one.outcome.usage.input == 0) {
      one.outcome.usage.input = request_.facts.estimated_input_tokens;
    }
    ended.push_back(std::move(one));
  }
  if (ended.back().target != &target) std::swap(splice_, rival_);
  if (ended.back().target->candidate.target.is_agent()) fault_event_ = splice_->fault_event();
  return ended;
}

void Relay::hedge(Race& race, const ResolvedTarget& target) {
  const bool may = request_.facts.stream && !reply_.begun() && services_.books != nullptr &&
                   next_ < plan_.attempts.size() && !is_pinned();
  if (!may) return;
  const TimePoint now = services_.clock.now();
  if (!chain_.chain->hedge) return;
  BudgetBook* const budgets = services_.books->budgets;
  const std::optional<Duration> after =
      hedge_after(*chain_.chain, services_.books->latency, target.candidate.target,
                  budgets == nullptr ? 0 : budgets->second_today());
  if (!after) return;
  race.hedge(now + *after,
             [this, next = &target_of(plan_.attempts[next_])] { return second_attempt(*next); });
}

Attempt* Relay::second_attempt(const ResolvedTarget& next) {
  rival_ = std::make_unique<Splice>(dialect_, request_, strategy_);
  Errand& errand = new_errand(next);
  if (!errand.prepare(settings_for(next), false)) return &errand.attempt();
  errands_.pop_back();
  --attempts_;
  return nullptr;
}

// The verdict of an attempt that was outrun is "outrun": it neither answered nor failed.
Verdict Relay::judge(Ended& ended, bool last_step, int tries) {
  if (ended.outrun) {
    services_.health.released(ended.target->candidate.target);
    return {Action::next, nullptr, Duration(0), "another target was faster"};
  }
  const TriggerRule* trigger = name_trigger(ended.outcome, settings_for(*ended.target));
  Situation now = situation(*ended.target, last_step, tries);
  if (ended.outcome.failure && ended.outcome.failure->kind == FailureKind::thinking_refused) {
    now.thinking_removed = remove_thinking_ || !dialect_.remove_thinking(forms_.doc());
  }
  Verdict verdict = decide(ended.outcome, trigger, now, services_.random);
  update_health(*ended.target, ended.outcome, verdict);
  return verdict;
}

Situation Relay::situation(const ResolvedTarget& target, bool last_step, int tries) const {
  const Candidate& own = target.candidate;
  Situation situation;
  situation.agent_step = own.target.is_agent();
  situation.refreshable_login = session_.refreshable_login;
  situation.own_401_just_shown = notes_.own_refusals.shown_recently(services_.clock.now());
  situation.last_step = last_step;
  situation.committed = reply_.committed();
  situation.can_only_end = splice_->seam().kind == SeamKind::finish;
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

TriggerSettings Relay::settings_for(const ResolvedTarget& target) const {
  return {&chain_.config->triggers, &target.candidate.step->triggers,
          target.candidate.target.is_agent()};
}

void Relay::warm_next() {
  if (next_ < plan_.attempts.size()) {
    services_.upstream.warm(target_of(plan_.attempts[next_]).base_url);
  }
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
  if (!outcome.agent_gone) road_.note(target.base_url, target.local, outcome.failure);
  if (!target.local && shows_network(outcome)) services_.health.online();
  if (!outcome.failure && !outcome.agent_gone) {
    services_.health.succeeded(name);
    // Who keeps no score starts each request anew.
    const bool keeps_score = chain_.chain->cooldown.value_or(Duration(1)) > Duration(0);
    if (keeps_score) services_.health.loops().answered(request_.facts, name);
    // Without tools it is the shortening itself: whether that helped, the next request tells.
    if (request_.facts.has_tools) notes_.overflows.answered(request_.facts.session);
  } else if (blamed && way_out && !target.local) {
    // Perhaps it is this machine that has no network.
    services_.health.suspect(name, outcome, chain_.chain->cooldown, verdict.reason);
  } else if (blamed) {
    services_.health.failed(name, outcome, chain_.chain->cooldown, verdict.reason);
    if (outcome.failure->kind == FailureKind::unauthorized) {
      services_.keyring.refused(target.credential);
    }
  } else {
    services_.health.released(name);
  }
  services_.health.note_windows(name,
                                read_plan_windows(outcome.headers, services_.clock.wall_now()),
                                cap_setting(settings_for(target)));
}

void Relay::remember(const ResolvedTarget& target, const Outcome& outcome) {
  const bool own = target.candidate.target.is_agent();
  failures_.push_back(
      {own, false, outcome.status, outcome.headers, outcome.body, *outcome.failure});
}

void Relay::show(const ResolvedTarget& target, const Outcome& outcome) {
  const bool own = target.candidate.target.is_agent();
  if (own && outcome.failure->kind == FailureKind::unauthorized) {
    notes_.own_refusals.shown(services_.clock.now());
  }
  remember(target, outcome);
  if (ends_overflow(outcome.failure->kind)) return;
  if (!reply_.committed()) {
    say_one(failures_.back(), dialect_, attempts_, reply_);
  } else if (splice_->fault_event().empty()) {
    reply_.abort();
  } else {
    reply_.write(splice_->fault_event(), services_.clock.now());
    reply_.finish();
  }
}

void Relay::finish() {
  reply_.write(splice_->ending(), services_.clock.now());
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
  ChainStory story{failures_, plan_.skipped, attempts_};
  if (word.failure != nullptr && word.failure->agent_step) story.event = fault_event_;
  if (is_pinned() && chain_.targets.size() > 1) {
    story.pinned_before = chain_.targets.at(1).candidate.target.name();
  }
  story.stopped = stopped_;
  const bool overflow = final_kind(word, story) == FailureKind::window_overflow;
  if (overflow && ends_overflow(FailureKind::window_overflow)) return;
  say_last(word, story, dialect_, reply_);
}

bool Relay::ends_overflow(FailureKind kind) {
  const int most = session_.agent.most_overflows;
  const std::string& session = request_.facts.session;
  if (kind != FailureKind::window_overflow || most == 0 || session.empty()) return false;
  if (notes_.overflows.told(session) <= most) return false;
  say_it_is_hopeless(most, dialect_, reply_);
  return true;
}

void Relay::record(const Ended& ended, const Verdict& verdict) {
  const RecordContext context{services_, session_, request_,    *chain_.chain,
                              id_,       began_,   ended.number};
  AttemptEvent event = make_event(context, *ended.target, ended.outcome, verdict, ended.times);
  event.seam = verdict.action == Action::finish ? to_string(SeamKind::finish) : ended.seam;
  if (ended.number == 1 && !plan_.note.empty()) {
    event.reason = plan_.note + (event.reason.empty() ? "" : "; " + event.reason);
  }
  event.hedge = ended.hedge;
  if (ended.outrun) event.verdict = "outrun";
  const ResolvedTarget& first = chain_.targets.front();
  if (ended.target != &first && event.status != 0) {
    const auto cost = cost_of_switch(*ended.target->candidate.model, first.candidate.model,
                                     request_.facts.estimated_input_tokens);
    const std::string words = cost ? describe(*cost) : "";
    if (!words.empty()) event.reason += (event.reason.empty() ? "" : "; ") + words;
  }
  note_in_books(ended, event, verdict);
  events_.push_back(std::move(event));
}

void Relay::note_in_books(const Ended& ended, const AttemptEvent& event, const Verdict& verdict) {
  if (services_.books == nullptr) return;
  ProxyBooks& books = *services_.books;
  const Target& target = ended.target->candidate.target;
  if (event.first_content) books.latency.add(target, *event.first_content);
  if (books.budgets != nullptr) {
    const std::string words = books.budgets->record(chain_.config->budgets, event);
    if (!words.empty() && books.say) books.say(words);
  }
  if (ended.outrun || ended.outcome.agent_gone) return;
  const bool failed = verdict.trigger != nullptr && verdict.trigger->counts_against_target;
  const std::string crossed = books.recent.add(
      target, {ended.times.ended, failed, event.first_content}, chain_.config->window_rules);
  if (crossed.empty()) return;
  Outcome ill = ended.outcome;
  ill.failure = FailureFacts{};
  ill.failure->kind = FailureKind::overloaded;
  services_.health.failed(target, ill, chain_.chain->cooldown, crossed);
}

// Whoever looks while the request still waits reads why, and who is asked now.
void Relay::tell_outside(const Ended& ended, const Verdict& verdict) {
  const bool goes_on = verdict.action == Action::again ||
                       (verdict.action == Action::next && next_ < plan_.attempts.size());
  if (!goes_on) return;
  const FailureFacts& facts = *ended.outcome.failure;
  LiveFailure failure;
  failure.target = ended.target->candidate.target.name();
  failure.status = ended.outcome.status;
  failure.trigger = verdict.trigger == nullptr ? "" : std::string(verdict.trigger->name);
  failure.reason = verdict.reason;
  failure.until = facts.resets_at;
  if (!failure.until && facts.retry_after) {
    failure.until = services_.clock.wall_now() + *facts.retry_after;
  }
  const ResolvedTarget& now =
      verdict.action == Action::again ? *ended.target : target_of(plan_.attempts[next_]);
  notes_.live.moved(id_, std::move(failure), now.candidate.target.name());
}

const ResolvedTarget& Relay::target_of(const Candidate& candidate) const {
  return *std::find_if(chain_.targets.begin(), chain_.targets.end(),
                       [&candidate](const ResolvedTarget& target) {
                         return target.candidate.index == candidate.index;
                       });
}

}  // namespace edgee
