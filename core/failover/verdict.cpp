#include "core/failover/verdict.h"

#include "core/failover/backoff.h"

namespace edgee {
namespace {

constexpr Duration kSoon{std::chrono::seconds(2)};

// The agent repairs these itself, if it gets to read them (the vendor's words, unmodified).
bool is_for_the_agent(FailureKind kind, const Situation& situation) {
  if (!situation.agent_step) return false;
  switch (kind) {
    case FailureKind::unauthorized:
      return situation.refreshable_login && !situation.own_401_just_shown;
    case FailureKind::bad_request:
    case FailureKind::thinking_refused:
      return true;
    case FailureKind::window_overflow:
      return !situation.larger_window_later;
    default:
      return false;
  }
}

bool repeat_is_worth_it(Duration wait, const Situation& situation) {
  if (situation.last_step) return situation.waited + wait <= situation.budget;
  return wait < kSoon;
}

// In our own words: a provider that echoes the request would write a key into its code or message.
std::string describe(const FailureFacts& failure, const TriggerRule* trigger, int status) {
  std::string text(trigger == nullptr ? to_string(failure.kind) : trigger->meaning);
  if (status != 0 && text.find('(') == std::string::npos)
    text += " (" + std::to_string(status) + ")";
  return text;
}

}  // namespace

int tries_for(std::optional<int> configured, bool last_step) {
  return configured.value_or(last_step ? 3 : 1);
}

Verdict decide(const Outcome& outcome, const TriggerRule* trigger, const Situation& situation,
               Random& random) {
  if (outcome.agent_gone) return {Action::done, nullptr, Duration(0), "the agent hung up"};
  if (!outcome.failure) return {Action::done, nullptr, Duration(0), ""};
  const FailureFacts& failure = *outcome.failure;
  const std::string reason = describe(failure, trigger, outcome.status);
  // Behind the beginning of an answer a complaint about the request is no use to the agent.
  const bool useless_complaint = situation.committed && failure.kind == FailureKind::bad_request;
  // Its trigger is off.
  const bool passes = trigger == nullptr && !useless_complaint;
  if (situation.committed && passes) return {Action::show, nullptr, Duration(0), reason};
  if (situation.committed && situation.can_only_end) {
    return {Action::finish, trigger, Duration(0), reason};
  }
  if (failure.kind == FailureKind::thinking_refused && !situation.thinking_removed) {
    return {Action::again, trigger, Duration(0), reason};
  }
  if (!situation.committed && is_for_the_agent(failure.kind, situation)) {
    return {Action::show, nullptr, Duration(0), "for the agent itself: " + reason};
  }
  if (passes) return {Action::show, nullptr, Duration(0), reason};
  if (situation.tries_done < situation.tries_allowed && may_repeat(failure.kind)) {
    const Duration wait = repeat_wait(failure, situation.tries_done - 1, random);
    if (repeat_is_worth_it(wait, situation)) return {Action::again, trigger, wait, reason};
  }
  const Action action = situation.last_step ? Action::give_up : Action::next;
  return {action, trigger, Duration(0), reason};
}

}  // namespace edgee
