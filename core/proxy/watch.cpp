#include "core/proxy/watch.h"

#include <algorithm>

namespace edgee {
namespace {

// No scheduler delays a runnable thread this long; a suspended machine or Ctrl-Z does.
constexpr Duration kOverslept{std::chrono::seconds(3)};
constexpr Duration kFaltering{std::chrono::seconds(5)};

}  // namespace

void Watch::head_came(TimePoint now) {
  last_bytes_ = now;
  last_progress_ = now;
}

void Watch::bytes_came(TimePoint now, bool progress) {
  last_bytes_ = now;
  if (progress) last_progress_ = now;
}

std::optional<Watch::Due> Watch::earliest() const {
  std::optional<Due> due;
  const auto consider = [&due](TimePoint from, std::optional<Duration> limit, FailureKind kind) {
    if (limit && (!due || from + *limit < due->at)) due = Due{from + *limit, kind};
  };
  if (end_by_) return Due{*end_by_, FailureKind::total_timeout};
  consider(started_, timers_.total, FailureKind::total_timeout);
  if (!last_bytes_) consider(started_, timers_.head, FailureKind::head_timeout);
  if (!content_) consider(started_, timers_.first_token, FailureKind::first_token_timeout);
  if (last_bytes_) consider(*last_bytes_, timers_.silence, FailureKind::silence_timeout);
  if (last_progress_) consider(*last_progress_, timers_.progress, FailureKind::progress_timeout);
  return due;
}

std::optional<TimePoint> Watch::falters_at() const {
  if (!content_ || !last_bytes_ || !timers_.silence || end_by_) return std::nullopt;
  return *last_bytes_ + std::min<Duration>(kFaltering, *timers_.silence / 2);
}

bool Watch::faltering(TimePoint now) const {
  const std::optional<TimePoint> at = falters_at();
  return at && now >= *at;
}

std::optional<TimePoint> Watch::deadline(bool matters) const {
  const std::optional<Due> due = earliest();
  const std::optional<TimePoint> falters = matters ? falters_at() : std::nullopt;
  if (!due || !falters) return due ? std::optional(due->at) : falters;
  return std::min(due->at, *falters);
}

std::optional<FailureKind> Watch::overdue(TimePoint now) const {
  const std::optional<Due> due = earliest();
  return due && now >= due->at ? std::optional(due->kind) : std::nullopt;
}

bool Watch::overslept(TimePoint now) const {
  const std::optional<Due> due = earliest();
  return due && now - due->at > kOverslept;
}

void Watch::restart(TimePoint now) {
  started_ = now;
  if (last_bytes_) last_bytes_ = now;
  if (last_progress_) last_progress_ = now;
  if (end_by_) end_by_ = now + kOverslept;
}

}  // namespace edgee
