#include "core/proxy/race.h"

#include <algorithm>
#include <utility>

namespace edgee {

std::vector<Raced> Race::run(Attempt& first) {
  running_ = {&first};
  first.start();
  while (!running_.empty()) {
    Arrival arrival = exchanges_.next(deadline());
    const bool left =
        arrival.kind == Arrival::Kind::agent_gone || arrival.kind == Arrival::Kind::stopped;
    if (arrival.kind == Arrival::Kind::deadline) {
      look(clock_.now());
    } else if (!left) {
      take(arrival);
    }
    if (!left && !reply_.gone()) continue;
    for (Attempt* attempt : std::exchange(running_, {}))
      ended_.push_back({attempt, attempt->finish(true), false});
  }
  return std::move(ended_);
}

TimePoint Race::deadline() const {
  TimePoint until = reply_.next_duty().value_or(TimePoint::max());
  if (hedge_at_) until = std::min(until, *hedge_at_);
  for (const Attempt* attempt : running_)
    until = std::min(until, attempt->deadline());
  return until;
}

void Race::take(Arrival& arrival) {
  const auto found = std::find_if(running_.begin(), running_.end(), [&arrival](Attempt* attempt) {
    return attempt->id() == arrival.id;
  });
  if (found == running_.end()) return;
  Attempt& attempt = **found;
  const bool over = attempt.take(arrival);
  if (attempt.has_content()) {
    hedge_at_.reset();
    const std::vector<Attempt*> all = running_;
    for (Attempt* other : all) {
      if (other != &attempt) end(*other, true);
    }
  }
  if (over) end(attempt, false);
}

void Race::look(TimePoint now) {
  reply_.do_duty(now);
  const std::vector<Attempt*> all = running_;
  for (Attempt* attempt : all) {
    if (now >= attempt->deadline() && attempt->look(now)) end(*attempt, false);
  }
  if (hedge_at_ && now >= *hedge_at_) start_second();
}

void Race::start_second() {
  hedge_at_.reset();
  // An agent that was given a beginning already gets the answer that is on its way.
  if (running_.empty() || reply_.begun()) return;
  Attempt* second = second_();
  if (second == nullptr) return;
  running_.push_back(second);
  reply_.follow_too(second->splice());
  second->start();
}

void Race::end(Attempt& attempt, bool outrun) {
  std::erase(running_, &attempt);
  ended_.push_back({&attempt, attempt.finish(false), outrun});
  if (!running_.empty()) reply_.follow(running_.front()->splice());
  // A failure moves on at once: nobody waits for the slow one's rival to be due.
  if (!outrun) hedge_at_.reset();
}

}  // namespace edgee
