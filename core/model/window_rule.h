// When a target's recent answers, taken together, say that it is not well, though none of them
// failed the request. Values; off unless configured.
#pragma once

#include <chrono>
#include <optional>

#include "core/model/time.h"

namespace edgee {

// `[triggers] slow`: at least `share` of the first contents in the window took longer than `over`.
struct SlowRule {
  Duration over{std::chrono::seconds(8)};
  double share = 0.5;
  Duration window{std::chrono::minutes(5)};
  int least = 10;  // answers in the window, below which nothing is said

  friend bool operator==(const SlowRule&, const SlowRule&) = default;
};

// `[triggers] error_rate`: more than the share `over` of the answers in the window failed.
struct ErrorRateRule {
  double over = 0.05;
  Duration window{std::chrono::minutes(5)};
  int least = 20;

  friend bool operator==(const ErrorRateRule&, const ErrorRateRule&) = default;
};

struct WindowRules {
  std::optional<SlowRule> slow;
  std::optional<ErrorRateRule> error_rate;

  [[nodiscard]] bool any() const { return slow.has_value() || error_rate.has_value(); }
};

}  // namespace edgee
