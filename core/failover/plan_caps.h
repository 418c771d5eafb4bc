// From the windows of an answer to what has to rest before it refuses. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/model/plan_window.h"
#include "core/model/trigger.h"

namespace edgee {

struct PlanCap {
  Scope scope = Scope::account;
  std::string family;  // scope family: "" = that of the model asked for
  WallTime resets_at;
  std::string reason;  // "the 5h window is 98 % used"
};

// Windows that are used up to `share` or rejected, one cap per scope and family: the one that
// resets last. What refills within a minute is not worth leaving.
[[nodiscard]] std::vector<PlanCap> find_caps(std::span<const PlanWindow> windows,
                                             std::optional<double> share, WallTime now);

struct CapSetting {
  bool enabled = true;          // the trigger `plan_cap`
  std::optional<double> share;  // its `at`; unset: only what is rejected
};
[[nodiscard]] CapSetting cap_setting(const TriggerSettings& settings);

}  // namespace edgee
