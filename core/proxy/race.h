// Runs an attempt, or two that race when the first is slow: the first real content wins, and the
// other is cancelled at once. One request, one thread.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/proxy/attempt.h"

namespace edgee {

// How an attempt of a race ended. The other one was faster: neither answer nor failure.
struct Raced {
  Attempt* attempt = nullptr;
  Outcome outcome;
  bool outrun = false;
};

class Race {
 public:
  // References outlive the race.
  Race(const Clock& clock, Exchanges& exchanges, AgentReply& reply)
      : clock_(clock), exchanges_(exchanges), reply_(reply) {}

  // Who is asked too when no content has come by then; nullptr: nobody after all. What it gives
  // outlives the race.
  void hedge(TimePoint at, std::function<Attempt*()> second) {
    hedge_at_ = at;
    second_ = std::move(second);
  }

  // In the order in which they ended: the last one decides, those before it were outrun or failed
  // before they had content.
  std::vector<Raced> run(Attempt& first);

 private:
  [[nodiscard]] TimePoint deadline() const;
  void take(Arrival& arrival);
  void look(TimePoint now);
  void start_second();
  // Ends one of the running attempts.
  void end(Attempt& attempt, bool outrun);

  const Clock& clock_;
  Exchanges& exchanges_;
  AgentReply& reply_;
  std::optional<TimePoint> hedge_at_;
  std::function<Attempt*()> second_;
  std::vector<Attempt*> running_;
  std::vector<Raced> ended_;
};

}  // namespace edgee
