#include "core/failover/backoff.h"

#include <algorithm>
#include <array>

namespace edgee {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Duration until(WallTime then, WallTime now) {
  return std::max(Duration(0), std::chrono::duration_cast<Duration>(then - now));
}

Duration doubled(Duration first, int times, Duration cap) {
  Duration value = first;
  for (int i = 0; i < times && value < cap; ++i)
    value *= 2;
  return std::min(value, cap);
}

}  // namespace

bool is_permanent(FailureKind kind) {
  constexpr std::array kPermanent{
      FailureKind::unauthorized,  FailureKind::payment,       FailureKind::forbidden,
      FailureKind::model_missing, FailureKind::not_found,     FailureKind::too_large,
      FailureKind::bad_request,   FailureKind::spend_limit,   FailureKind::entitlement,
      FailureKind::no_credential, FailureKind::not_encodable, FailureKind::window_overflow,
      FailureKind::refusal,       FailureKind::repetition,    FailureKind::thinking_refused,
  };
  return std::find(kPermanent.begin(), kPermanent.end(), kind) != kPermanent.end();
}

bool may_repeat(FailureKind kind) {
  return !is_permanent(kind) && kind != FailureKind::quota && kind != FailureKind::plan_cap;
}

Duration repeat_wait(const FailureFacts& failure, int repeats, Random& random) {
  const Duration ceiling = doubled(milliseconds(500), repeats, seconds(8));
  const Duration wait(
      static_cast<Duration::rep>(random.below(static_cast<std::uint64_t>(ceiling.count()) + 1)));
  return failure.retry_after ? std::min(*failure.retry_after, wait) : wait;
}

Duration cool_down(const FailureFacts& failure, int failures, WallTime now) {
  // A reset that is over, or a wait of no time, was said by somebody who refuses all the same.
  if (failure.resets_at && *failure.resets_at > now) return until(*failure.resets_at, now);
  if (failure.retry_after && *failure.retry_after > Duration(0)) return *failure.retry_after;
  // A quota that names no moment opens in hours or never, not in ten seconds.
  const bool used_up = failure.kind == FailureKind::quota || failure.kind == FailureKind::plan_cap;
  if (used_up || is_permanent(failure.kind)) return minutes(10);
  return doubled(seconds(10), std::max(0, failures - 1), minutes(10));
}

}  // namespace edgee
