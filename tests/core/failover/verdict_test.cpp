#include "core/failover/verdict.h"

#include <doctest/doctest.h>

#include "core/failover/triggers.h"
#include "tests/support/fake_random.h"

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Case {
  Outcome outcome;
  Situation situation;
  FakeRandom random;

  explicit Case(FailureKind kind) {
    outcome.failure = FailureFacts{};
    outcome.failure->kind = kind;
  }
  Verdict verdict() {
    TriggerSettings settings;
    settings.agent_step = situation.agent_step;
    return decide(outcome, name_trigger(outcome, settings), situation, random);
  }
  Action action() { return verdict().action; }
};

}  // namespace

TEST_SUITE("core/failover/verdict") {
  TEST_CASE("an answer is done") {
    FakeRandom random;
    CHECK(decide(Outcome{}, nullptr, {}, random).action == Action::done);
  }

  TEST_CASE("an agent that hung up is nobody's failure") {
    Case play(FailureKind::reset);
    play.outcome.agent_gone = true;
    CHECK(play.action() == Action::done);
    CHECK(play.verdict().trigger == nullptr);
  }

  TEST_CASE("a failure with one try moves on at once") {
    Case play(FailureKind::overloaded);
    CHECK(play.action() == Action::next);
    CHECK(play.verdict().wait == Duration(0));
  }

  TEST_CASE("the last step is asked three times") {
    CHECK(tries_for(std::nullopt, true) == 3);
    CHECK(tries_for(std::nullopt, false) == 1);
    CHECK(tries_for(2, true) == 2);
    Case play(FailureKind::overloaded);
    play.situation.last_step = true;
    play.situation.tries_allowed = 3;
    play.random.next = {200, 200};
    CHECK(play.verdict().action == Action::again);
    play.situation.tries_done = 3;
    CHECK(play.action() == Action::give_up);
  }

  TEST_CASE("a repeat waits for the back-off, or for a shorter Retry-After") {
    Case play(FailureKind::throttled);
    play.situation.tries_allowed = 2;
    play.random.next = {400, 400};
    CHECK(play.verdict().wait == milliseconds(400));
    play.outcome.failure->retry_after = milliseconds(100);
    CHECK(play.verdict().wait == milliseconds(100));
  }

  TEST_CASE("a repeat that would wait two seconds moves on instead") {
    Case play(FailureKind::throttled);
    play.situation.tries_allowed = 9;
    play.situation.tries_done = 4;
    play.random.next = {3000};
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("on the last step a wait must fit the request's budget") {
    Case play(FailureKind::throttled);
    play.situation.last_step = true;
    play.situation.tries_allowed = 9;
    play.situation.tries_done = 4;
    play.random.next = {3000, 3000};
    CHECK(play.action() == Action::again);
    play.situation.waited = seconds(239);
    CHECK(play.action() == Action::give_up);
  }

  TEST_CASE("what cannot heal in seconds is not repeated") {
    for (const FailureKind kind :
         {FailureKind::unauthorized, FailureKind::payment, FailureKind::forbidden,
          FailureKind::model_missing, FailureKind::plan_cap, FailureKind::quota,
          FailureKind::spend_limit, FailureKind::too_large, FailureKind::bad_request}) {
      CAPTURE(to_string(kind));
      Case play(kind);
      play.situation.tries_allowed = 3;
      CHECK(play.action() == Action::next);
    }
  }

  TEST_CASE("the first 401 goes to an agent that can refresh its login, the second does not") {
    Case play(FailureKind::unauthorized);
    play.situation.agent_step = true;
    play.situation.refreshable_login = true;
    CHECK(play.action() == Action::show);
    CHECK(play.verdict().trigger == nullptr);
    play.situation.own_401_just_shown = true;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("a plain API key's 401 is a trigger at once") {
    Case play(FailureKind::unauthorized);
    play.situation.agent_step = true;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("another provider's 401 never goes to the agent") {
    Case play(FailureKind::unauthorized);
    play.situation.refreshable_login = true;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("the agent's own 400 goes to the agent, another provider's to the next step") {
    Case play(FailureKind::bad_request);
    play.situation.agent_step = true;
    CHECK(play.action() == Action::show);
    play.situation.agent_step = false;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("money wordings in the agent's own 400 are triggers") {
    Case play(FailureKind::spend_limit);
    play.situation.agent_step = true;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("an overflow goes to the agent unless a later window is known to be larger") {
    Case play(FailureKind::window_overflow);
    play.situation.agent_step = true;
    CHECK(play.action() == Action::show);
    play.situation.larger_window_later = true;
    CHECK(play.action() == Action::next);
  }

  TEST_CASE("an answer that broke off after content goes on at the next step") {
    Case play(FailureKind::cut);
    play.situation.committed = true;
    CHECK(play.action() == Action::next);
    play.situation.last_step = true;
    play.situation.tries_allowed = 3;
    CHECK(play.action() == Action::again);
  }

  TEST_CASE("what must be ended as it is asks nobody again") {
    Case play(FailureKind::cut);
    play.situation.committed = true;
    play.situation.can_only_end = true;
    play.situation.tries_allowed = 3;
    CHECK(play.action() == Action::finish);
    CHECK(play.verdict().trigger != nullptr);
  }

  TEST_CASE("the agent never reads a status once it reads an answer") {
    Case play(FailureKind::bad_request);
    play.situation.agent_step = true;
    play.situation.committed = true;
    CHECK(play.action() != Action::show);
  }

  TEST_CASE("refused thinking is taken out once, for the same target, then it is a bad request") {
    Case play(FailureKind::thinking_refused);
    CHECK(play.action() == Action::again);
    play.situation.thinking_removed = true;
    CHECK(play.action() == Action::next);
    play.situation.agent_step = true;
    CHECK(play.action() == Action::show);
  }

  TEST_CASE("a trigger that is off shows the failure to the agent") {
    Case play(FailureKind::overloaded);
    const Verdict verdict = decide(play.outcome, nullptr, play.situation, play.random);
    CHECK(verdict.action == Action::show);
  }
}

}  // namespace edgee
