// How long the targets took to begin their recent answers. Shared by all connections of a proxy;
// holds its own mutex.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/model/chain.h"
#include "core/model/event.h"

namespace edgee {

class LatencyBook {
 public:
  // The time from sending to the first content. Of the pass-through each model is a target.
  void add(const Target& target, Duration first_content);
  // The ledger's newest attempts, oldest first; those without content say nothing.
  void add(const std::vector<AttemptEvent>& events);

  // The time in which the share `q` (0.95) of the last answers began; nullopt with under 20.
  [[nodiscard]] std::optional<Duration> quantile(const Target& target, double q) const;

 private:
  struct Times {
    std::vector<Duration> last;  // a ring once it is full
    std::size_t next = 0;
    std::uint64_t used = 0;
  };
  void add(const std::string& target, Duration first_content);

  mutable std::mutex mutex_;
  std::map<std::string, Times> targets_;
  std::uint64_t uses_ = 0;
};

// When to ask the next step beside `target`, counted from sending; nullopt: not at all, since it is
// not configured, too little is known, or `spent_today` USD went to answers that came second.
[[nodiscard]] std::optional<Duration> hedge_after(const Chain& chain, const LatencyBook& book,
                                                  const Target& target, double spent_today);

}  // namespace edgee
