// Whether it is this machine that has no network, rather than the providers that are ill. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/model/outcome.h"

namespace edgee {

// What became of one host of the chain in this request.
struct HostResult {
  std::string host;
  bool loopback = false;
  std::optional<FailureKind> failure;  // nullopt: it answered, or was not asked
  bool asked = false;
};

// Fails on the way out: the name does not resolve, or there is no route.
[[nodiscard]] bool is_way_out(FailureKind kind);

// What a remote host did that only a machine with a network sees: it answered, or refused.
[[nodiscard]] bool shows_network(const Outcome& outcome);

// Every remote host of the chain was asked and failed on the way out. With one host only that is
// all the evidence there is; one that resolves while another does not is that provider's fault.
[[nodiscard]] bool is_offline(std::span<const HostResult> hosts);

struct OfflineAdvice {
  enum class Action {
    carry_on,   // not offline: blame and go on as ever
    ask_local,  // offline: blame nobody, a step on this machine answers at once
    wait,       // offline: blame nobody, keep the agent alive and ask again after `pause`
    stop,       // offline for longer than the request may wait
  };
  Action action = Action::carry_on;
  Duration pause{0};
};

// After a failed attempt. `waited` is how long this request has waited for the network so far.
[[nodiscard]] OfflineAdvice advise_offline(std::span<const HostResult> hosts, Duration waited,
                                           Duration budget);

}  // namespace edgee
