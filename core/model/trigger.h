// The named reasons for which an outcome counts as a failure, and how they are switched and tuned.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace edgee {

struct Outcome;

// One [triggers] entry: `plan_cap = false` or `plan_cap = { at = 0.98 }`.
struct TriggerOverride {
  std::optional<bool> enabled;
  std::optional<double> at;
};
using TriggerOverrides = std::map<std::string, TriggerOverride, std::less<>>;

// What a rule may look at besides the outcome.
struct TriggerSettings {
  const TriggerOverrides* global = nullptr;  // outlives the call
  const TriggerOverrides* step = nullptr;    // wins over global
  bool agent_step = false;
};

// A row of the table in core/failover/triggers.cpp.
struct TriggerRule {
  std::string_view name;
  std::string_view meaning;  // "the model is overloaded"
  bool (*matches)(const Outcome& outcome, const TriggerSettings& settings) = nullptr;
  bool counts_against_target = true;  // cools the target down
  bool on_by_default = true;
};

}  // namespace edgee
