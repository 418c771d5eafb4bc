// The health that all sessions of this machine share. May be used from any thread, and keeps nobody
// waiting for the disk.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/model/health_entry.h"

namespace edgee {

struct HealthRow {
  std::string scope;  // "account agent:anthropic work"
  HealthEntry entry;
};

// Pure, since it may run more than once: on what this process sees and on what is on disk.
using HealthChange = std::function<void(HealthEntry&)>;

// away: the store cannot be used now; the caller decides for itself.
enum class LeaseAnswer { granted, refused, away };

struct LeaseRequest {
  std::string scope;
  std::string holder;
  WallTime now;
  Duration length{0};
};

class HealthStore {
 public:
  HealthStore() = default;
  HealthStore(const HealthStore&) = delete;
  HealthStore& operator=(const HealthStore&) = delete;
  // Writes what is queued.
  virtual ~HealthStore() = default;

  // Opens in the background, so that no request has to.
  virtual void open_ahead() = 0;
  // What others or this process changed since the last call, changes that are still queued
  // included. Microseconds when nothing changed; empty while the store cannot be used. A store may
  // be milliseconds late with it, but not behind a lease that it refused.
  [[nodiscard]] virtual std::vector<HealthRow> news() = 0;
  // Queued, and applied to what is on disk then in one transaction. Never blocks on the disk.
  virtual void change(std::string scope, HealthChange change) = 0;
  // Compare and set, at once: granted when the scope's cool-down is over and nobody else holds a
  // lease that still runs. Waits 50 ms at most.
  [[nodiscard]] virtual LeaseAnswer lease(const LeaseRequest& request) = 0;
  // Returns when all that was queued before is on disk (or has failed).
  virtual void flush() = 0;
  // "" while all is well; otherwise one sentence for people.
  [[nodiscard]] virtual std::string trouble() const = 0;
};

}  // namespace edgee
