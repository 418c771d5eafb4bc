// The chain as the user wrote it: ordered steps, each a target with its timers and tries. Values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/credential.h"
#include "core/model/time.h"
#include "core/model/trigger.h"

namespace edgee {

// Provider + model + credential: the unit of health. {"agent", "", ""} is the pass-through.
struct Target {
  std::string provider;
  std::string model;
  std::string credential;  // keychain name given by the step; "" = the provider's own

  [[nodiscard]] bool is_agent() const { return provider == "agent"; }
  // "openrouter/z-ai/glm-5" or "agent".
  [[nodiscard]] std::string name() const {
    return is_agent() || model.empty() ? provider : provider + "/" + model;
  }
  friend bool operator==(const Target&, const Target&) = default;
};

// Unset means the default that core/failover/timers.h gives for this kind of target.
struct Timeouts {
  std::optional<Duration> connect;
  std::optional<Duration> head;
  std::optional<Duration> first_token;
  std::optional<Duration> silence;
  std::optional<Duration> progress;
  std::optional<Duration> total;  // non-streaming requests
};

struct Step {
  Target target;  // its `credential` is the spec's name, so that health can tell keys apart
  std::optional<CredentialSpec> credential;  // unset: the provider's own
  Timeouts timeouts;
  std::optional<int> tries;
  TriggerOverrides triggers;  // of this step only
  // Neighbours with the same number above 0 are members of one group (`spread`): each session asks
  // them in an order of its own, and `weight` says how often a member is the first.
  int group = 0;
  int weight = 1;
};

// When a second target is asked beside one that is slow: after so much time, or after the time in
// which that share of the target's own answers began. hedge = "3s", hedge = "p95".
struct Hedge {
  Duration after{0};
  double quantile = 0;  // 0.95; 0 = `after` says it

  friend bool operator==(const Hedge&, const Hedge&) = default;
};

struct Chain {
  std::string name;
  std::vector<Step> steps;
  Duration budget{std::chrono::seconds(240)};  // of waits on the last step
  std::optional<Duration> cooldown;            // fixed length; 0 turns cool-downs off
  bool pin = false;  // only the first step answers: what would be a switch is an error
  std::optional<Hedge> hedge = {};  // unset: never
  double hedge_daily = 1.0;         // USD a day for answers that came second
};

// First match wins; an empty pattern matches anything. Patterns are globs.
struct Route {
  std::string agent;
  std::string model;
  std::string request_class;  // main, subagent, workflow, compaction, auxiliary
  std::string chain;
};

}  // namespace edgee
