#include "core/failover/exhausted.h"

#include <algorithm>

#include "core/failover/backoff.h"

namespace edgee {
namespace {

using std::chrono::seconds;

constexpr Duration kWorthWaiting{seconds(60)};

int rank(const StepFailure& failure) {
  if (failure.agent_step) return failure.status > 0 ? 0 : 3;
  if (failure.status == 429) return 1;
  if (failure.status >= 500) return 2;
  return 4;
}

// A status that the agent may see from a provider that is not its own.
int foreign_status(const StepFailure& failure) {
  switch (failure.facts.kind) {
    case FailureKind::throttled:
    case FailureKind::quota:
    case FailureKind::plan_cap:
    case FailureKind::spend_limit:
      return 429;
    case FailureKind::overloaded:
      return 529;
    case FailureKind::window_overflow:
    case FailureKind::bad_request:
      return 400;
    case FailureKind::too_large:
      return 413;
    default:
      break;
  }
  return failure.status >= 500 ? failure.status : 502;
}

std::optional<Duration> wait_of(const FailureFacts& facts, WallTime now) {
  if (facts.retry_after) return facts.retry_after;
  if (facts.resets_at && *facts.resets_at > now) {
    return std::chrono::ceil<Duration>(*facts.resets_at - now);
  }
  return std::nullopt;
}

std::optional<int> smallest_wait(const std::vector<StepFailure>& failures, WallTime now) {
  std::optional<Duration> smallest;
  for (const StepFailure& failure : failures) {
    if (is_permanent(failure.facts.kind)) continue;
    const std::optional<Duration> wait = wait_of(failure.facts, now);
    if (wait && *wait <= kWorthWaiting && (!smallest || *wait < *smallest)) smallest = wait;
  }
  if (!smallest) return std::nullopt;
  return std::max(1, static_cast<int>(std::chrono::ceil<seconds>(*smallest).count()));
}

}  // namespace

FinalWord final_word(const std::vector<StepFailure>& failures, WallTime now) {
  FinalWord word;
  if (failures.empty()) {
    word.permanent = true;
    return word;
  }
  word.failure = &*std::min_element(
      failures.begin(), failures.end(),
      [](const StepFailure& a, const StepFailure& b) { return rank(a) < rank(b); });
  word.own = word.failure->agent_step && word.failure->status > 0;
  // What another session heard is known without the words.
  word.verbatim = word.own && !(word.failure->recorded && word.failure->body.empty());
  word.status = word.own ? word.failure->status : foreign_status(*word.failure);
  word.permanent = std::all_of(failures.begin(), failures.end(), [](const StepFailure& failure) {
    return is_permanent(failure.facts.kind);
  });
  if (!word.permanent) word.retry_after = smallest_wait(failures, now);
  return word;
}

}  // namespace edgee
