#include "core/failover/offline.h"

#include <algorithm>

namespace edgee {
namespace {

constexpr Duration kPause{std::chrono::seconds(2)};

}  // namespace

bool is_way_out(FailureKind kind) {
  return kind == FailureKind::dns || kind == FailureKind::unreachable;
}

bool shows_network(const Outcome& outcome) {
  if (outcome.reached > Phase::dialing) return true;
  if (!outcome.failure) return false;
  const FailureKind kind = outcome.failure->kind;
  return kind == FailureKind::refused || kind == FailureKind::tls || kind == FailureKind::reset;
}

bool is_offline(std::span<const HostResult> hosts) {
  bool remote = false;
  for (const HostResult& host : hosts) {
    if (host.loopback) continue;
    remote = true;
    if (!host.asked || !host.failure || !is_way_out(*host.failure)) return false;
  }
  return remote;
}

OfflineAdvice advise_offline(std::span<const HostResult> hosts, Duration waited, Duration budget) {
  using Action = OfflineAdvice::Action;
  if (!is_offline(hosts)) return {Action::carry_on, Duration(0)};
  const bool local = std::any_of(hosts.begin(), hosts.end(), [](const HostResult& host) {
    return host.loopback && !host.asked;
  });
  if (local) return {Action::ask_local, Duration(0)};
  if (waited + kPause > budget) return {Action::stop, Duration(0)};
  return {Action::wait, kPause};
}

}  // namespace edgee
