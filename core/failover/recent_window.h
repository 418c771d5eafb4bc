// What became of each target's recent requests, and whether that, taken together, is reason enough
// to let it rest. Shared by all connections of a proxy; holds its own mutex.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "core/model/chain.h"
#include "core/model/window_rule.h"

namespace edgee {

struct RecentAnswer {
  TimePoint at;  // when the attempt ended
  bool failed = false;
  std::optional<Duration> first_content;
};

// "5 of its last 20 answers failed", "6 of its last 10 answers took longer than 8 s to begin"; "" =
// no rule is crossed. `answers`: oldest first. Pure.
[[nodiscard]] std::string crossed_rule(std::span<const RecentAnswer> answers,
                                       const WindowRules& rules, TimePoint now);

class RecentWindow {
 public:
  // Gives the reason to let the target rest, once: what led to it is then forgotten, so that the
  // target begins anew. "" = none, or no rules.
  [[nodiscard]] std::string add(const Target& target, const RecentAnswer& answer,
                                const WindowRules& rules);

 private:
  struct Seen {
    std::deque<RecentAnswer> answers;
    std::uint64_t used = 0;
  };

  std::mutex mutex_;
  std::map<std::string, Seen> targets_;  // with their credentials
  std::uint64_t uses_ = 0;
};

}  // namespace edgee
