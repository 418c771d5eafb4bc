// What one request learns about the way out of this machine. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/failover/offline.h"

namespace edgee {

class RoadWatch {
 public:
  // The hosts of the chain.
  void expect(const std::string& url, bool local);
  void note(const std::string& url, bool local, const std::optional<FailureFacts>& failure);
  // Another round begins.
  void forget();

  [[nodiscard]] bool offline() const { return is_offline(hosts_); }
  [[nodiscard]] OfflineAdvice advise(Duration waited, Duration budget) const {
    return advise_offline(hosts_, waited, budget);
  }

 private:
  HostResult& host(const std::string& url, bool local);

  std::vector<HostResult> hosts_;
};

}  // namespace edgee
