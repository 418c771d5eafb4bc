// Which targets are sick, why, and until when. Shared by all connections of a proxy; holds its own
// mutex.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/failover/backoff.h"
#include "core/model/chain.h"
#include "core/model/outcome.h"
#include "core/ports/clock.h"

namespace edgee {

enum class Fitness {
  healthy,
  probe,  // the cool-down is over and this caller holds the lease to find out
  sick,   // may be asked when nobody else answers
  out,    // known to refuse until a reset, and asked less than a minute ago
};

struct Standing {
  Fitness fitness = Fitness::healthy;
  std::string reason;                 // "the plan's window is used up"
  Duration remaining{0};              // of the cool-down
  std::optional<WallTime> resets_at;  // as the provider said
};

// What a target answered when it failed last, so that the agent can read its own vendor's words
// although the step was skipped.
struct RecordedFailure {
  int status = 0;
  HeaderList headers;
  std::string body;
  FailureFacts facts;
};

class HealthBook {
 public:
  explicit HealthBook(const Clock& clock) : clock_(clock) {}

  // Takes the probe lease when the cool-down is over and nobody holds it.
  [[nodiscard]] Standing standing(const Target& target);

  void succeeded(const Target& target);
  // `fixed` is the chain's own cool-down: 0 means none. `reason` is for people.
  void failed(const Target& target, const Outcome& outcome, std::optional<Duration> fixed,
              std::string reason);
  // The probe ended without a verdict (the agent left): others may probe.
  void released(const Target& target);
  [[nodiscard]] std::optional<RecordedFailure> last_failure(const Target& target) const;

 private:
  struct Entry {
    int failures = 0;
    TimePoint until;
    std::optional<WallTime> resets_at;
    TimePoint asked;                 // the last failure
    std::optional<TimePoint> lease;  // a probe runs until then at most
    std::string reason;
    RecordedFailure last;
  };
  Entry* worst(const Target& target);
  void drop_lease(const Target& target);

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // by scope: "model ...", "account ...", "provider ..."
};

}  // namespace edgee
