// Which targets are sick, why, and until when: one view of it for all connections of a proxy, and
// through the store for all sessions of the machine. Holds its own mutex.
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/failover/loop_memory.h"
#include "core/failover/plan_caps.h"
#include "core/model/chain.h"
#include "core/model/health_entry.h"
#include "core/ports/clock.h"
#include "core/ports/health_store.h"

namespace edgee {

enum class Fitness {
  healthy,
  probe,  // the cool-down is over and this caller holds the lease to find out
  sick,   // may be asked when nobody else answers
  out,    // known to refuse until a reset, and asked less than a minute ago
};

// yes: take the lease, because this target would be asked first.
enum class MayProbe { no, yes };

struct Standing {
  Fitness fitness = Fitness::healthy;
  std::string reason;                 // "the plan's window is used up"
  Duration remaining{0};              // of the cool-down
  std::optional<WallTime> resets_at;  // as the provider said
};

struct AccountWindows {
  std::string account;  // "anthropic", "openrouter work"
  std::vector<PlanWindow> windows;
  WallTime seen;
};

class HealthBook {
 public:
  // Health in memory only.
  explicit HealthBook(const Clock& clock) : clock_(clock) {}
  // Shared with all who use the same store. `holder` names this process as nobody else's.
  HealthBook(const Clock& clock, HealthStore& store, std::string holder)
      : clock_(clock), store_(&store), holder_(std::move(holder)) {}

  // Whom "agent" means in this session, so that one agent's outage is not another's: the vendor,
  // and its base URL when it has one of its own. Before the first request.
  void set_agent(std::string vendor);

  // Looks at what other sessions found out: once per request, before standing(). Microseconds.
  void refresh();
  // Takes the probe lease when the cool-down is over and nobody holds it.
  [[nodiscard]] Standing standing(const Target& target, MayProbe may_probe = MayProbe::yes);

  void succeeded(const Target& target);
  // `fixed` is the chain's own cool-down: 0 means none. `reason` is for people.
  void failed(const Target& target, const Outcome& outcome, std::optional<Duration> fixed,
              std::string reason);
  // As failed(), of a failure on the way out (core/failover/offline.h): held back until online()
  // shows that the network is there, and forgotten when nothing does within a minute.
  void suspect(const Target& target, const Outcome& outcome, std::optional<Duration> fixed,
               std::string reason);
  // A remote host was reached: those who were not have only themselves to blame.
  void online();
  // The probe ended without a verdict (the agent left): others may probe.
  void released(const Target& target);
  [[nodiscard]] std::optional<RecordedFailure> last_failure(const Target& target) const;

  // What the headers of an answer say of the plan; what is nearly used up rests until its reset.
  // After succeeded() or failed().
  void note_windows(const Target& target, std::span<const PlanWindow> windows,
                    const CapSetting& cap);
  // As last seen by any session, by account; windows that are over are left out.
  [[nodiscard]] std::vector<AccountWindows> windows();

  [[nodiscard]] LoopMemory& loops() { return loops_; }

 private:
  struct Suspect {
    Target target;
    Outcome outcome;
    std::optional<Duration> fixed;
    std::string reason;
    TimePoint at;
  };
  using Keys = std::array<std::string, 4>;
  [[nodiscard]] std::string provider_of(const Target& target) const;
  [[nodiscard]] std::string key_of(Scope scope, const Target& target,
                                   const std::string& family = {}) const;
  [[nodiscard]] Keys keys_of(const Target& target) const;
  [[nodiscard]] std::optional<std::string> judge(const Keys& keys, Standing& standing) const;
  bool take_lease(const std::string& key);
  void learn();
  void change(const std::string& key, const HealthChange& how);
  void note_cap_on(const Target& target, const PlanCap& cap, WallTime now);

  const Clock& clock_;
  HealthStore* const store_ = nullptr;  // never blocks, so it may be called with the mutex
  const std::string holder_ = "me";
  LoopMemory loops_;

  mutable std::mutex mutex_;
  std::string agent_ = "agent";
  std::vector<Suspect> suspects_;
  // By scope: "model ...", "account ...", "windows ...".
  std::map<std::string, HealthEntry> entries_;
};

}  // namespace edgee
