// The table of triggers: each named reason why an outcome is a failure. Pure.
#pragma once

#include <span>
#include <string_view>

#include "core/model/outcome.h"
#include "core/model/trigger.h"

namespace edgee {

// In the order in which they are asked; the first match names the failure.
[[nodiscard]] std::span<const TriggerRule> trigger_table();
[[nodiscard]] const TriggerRule* find_trigger(std::string_view name);

[[nodiscard]] bool is_trigger_on(std::string_view name, const TriggerSettings& settings);

// What this outcome is, or nullptr when nothing failed or its trigger is off.
[[nodiscard]] const TriggerRule* name_trigger(const Outcome& outcome,
                                              const TriggerSettings& settings);

}  // namespace edgee
