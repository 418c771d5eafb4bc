#include "core/failover/exhausted.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::seconds;

StepFailure failure(bool agent, int status, FailureKind kind) {
  StepFailure step;
  step.agent_step = agent;
  step.status = status;
  step.facts.kind = kind;
  return step;
}

const WallTime kNow{seconds(1'800'000'000)};

}  // namespace

TEST_SUITE("core/failover/exhausted") {
  TEST_CASE("the agent reads its own vendor's failure first, as it came") {
    const std::vector<StepFailure> failures{failure(false, 429, FailureKind::throttled),
                                            failure(true, 529, FailureKind::overloaded)};
    const FinalWord word = final_word(failures, kNow);
    CHECK(word.failure == &failures[1]);
    CHECK(word.verbatim);
    CHECK(word.status == 529);
  }

  TEST_CASE("without a word of its vendor: 429, then 5xx, then others") {
    const std::vector<StepFailure> failures{failure(true, 0, FailureKind::refused),
                                            failure(false, 404, FailureKind::model_missing),
                                            failure(false, 503, FailureKind::server_error),
                                            failure(false, 429, FailureKind::throttled)};
    CHECK(final_word(failures, kNow).failure == &failures[3]);
    const std::vector<StepFailure> fewer(failures.begin(), failures.begin() + 3);
    CHECK(final_word(fewer, kNow).failure == &fewer[2]);
  }

  TEST_CASE("another provider's 401 or 403 is a 502, so that no login is refreshed for it") {
    for (const auto kind : {FailureKind::unauthorized, FailureKind::forbidden}) {
      const std::vector<StepFailure> failures{failure(false, 401, kind)};
      const FinalWord word = final_word(failures, kNow);
      CHECK(word.status == 502);
      CHECK_FALSE(word.verbatim);
    }
  }

  TEST_CASE("what is permanent everywhere is not to be retried") {
    const std::vector<StepFailure> failures{failure(true, 401, FailureKind::unauthorized),
                                            failure(false, 404, FailureKind::model_missing)};
    CHECK(final_word(failures, kNow).permanent);
    std::vector<StepFailure> mixed = failures;
    mixed.push_back(failure(false, 529, FailureKind::overloaded));
    CHECK_FALSE(final_word(mixed, kNow).permanent);
  }

  TEST_CASE("what may heal within a minute says the smallest wait in whole seconds") {
    std::vector<StepFailure> failures{failure(true, 429, FailureKind::throttled),
                                      failure(false, 429, FailureKind::throttled),
                                      failure(false, 429, FailureKind::plan_cap)};
    failures[0].facts.retry_after = seconds(40);
    failures[1].facts.retry_after = std::chrono::milliseconds(7200);
    failures[2].facts.resets_at = kNow + std::chrono::hours(5);
    CHECK(final_word(failures, kNow).retry_after == 8);
  }

  TEST_CASE("a longer wait is not promised") {
    std::vector<StepFailure> failures{failure(true, 429, FailureKind::plan_cap)};
    failures[0].facts.retry_after = seconds(121180);
    CHECK_FALSE(final_word(failures, kNow).retry_after);
  }

  TEST_CASE("nothing was tried: permanent, and nobody's words") {
    const FinalWord word = final_word({}, kNow);
    CHECK(word.failure == nullptr);
    CHECK(word.permanent);
    CHECK(word.status == 502);
  }
}

}  // namespace edgee
