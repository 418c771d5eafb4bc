#include "core/failover/offline.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

using Action = OfflineAdvice::Action;
using std::chrono::seconds;

HostResult failed(const std::string& host, FailureKind kind) {
  return {host, false, kind, true};
}
HostResult unasked(const std::string& host, bool loopback = false) {
  return {host, loopback, std::nullopt, false};
}
HostResult answered(const std::string& host) {
  return {host, false, std::nullopt, true};
}

constexpr Duration kBudget{seconds(240)};

}  // namespace

TEST_SUITE("core/failover/offline") {
  TEST_CASE("only the way out counts: names that do not resolve and networks without a route") {
    for (const FailureKind kind : {FailureKind::dns, FailureKind::unreachable})
      CHECK(is_way_out(kind));
    for (const FailureKind kind :
         {FailureKind::refused, FailureKind::tls, FailureKind::connect_timeout, FailureKind::reset,
          FailureKind::overloaded})
      CHECK_FALSE(is_way_out(kind));
  }

  TEST_CASE("an answer and a refusal show a network, a time-out at dialling does not") {
    Outcome outcome;
    CHECK_FALSE(shows_network(outcome));
    outcome.failure = FailureFacts();
    for (const FailureKind kind : {FailureKind::dns, FailureKind::unreachable,
                                   FailureKind::connect_timeout, FailureKind::no_credential}) {
      outcome.failure->kind = kind;
      CHECK_FALSE(shows_network(outcome));
    }
    outcome.failure->kind = FailureKind::refused;
    CHECK(shows_network(outcome));
    outcome.failure->kind = FailureKind::head_timeout;
    outcome.reached = Phase::sent;
    CHECK(shows_network(outcome));
  }

  TEST_CASE("the machine is offline when every remote host fails on the way out") {
    CHECK(is_offline(std::vector{failed("a", FailureKind::dns)}));
    CHECK(is_offline(
        std::vector{failed("a", FailureKind::dns), failed("b", FailureKind::unreachable)}));
    CHECK(is_offline(std::vector{failed("a", FailureKind::dns), unasked("localhost", true)}));
  }

  TEST_CASE("one host that resolves, or was not asked, is no proof") {
    CHECK_FALSE(is_offline(std::vector{failed("a", FailureKind::dns), answered("b")}));
    CHECK_FALSE(is_offline(std::vector{failed("a", FailureKind::dns), unasked("b")}));
    CHECK_FALSE(
        is_offline(std::vector{failed("a", FailureKind::dns), failed("b", FailureKind::refused)}));
    CHECK_FALSE(is_offline(
        std::vector{failed("a", FailureKind::dns), failed("b", FailureKind::connect_timeout)}));
    CHECK_FALSE(is_offline(std::vector{unasked("localhost", true)}));
    CHECK_FALSE(is_offline({}));
  }

  TEST_CASE("offline, a step on this machine answers at once, without one the request waits") {
    const std::vector remote{failed("a", FailureKind::dns), failed("b", FailureKind::dns)};
    std::vector with_local = remote;
    with_local.push_back(unasked("localhost", true));
    CHECK(advise_offline(with_local, Duration(0), kBudget).action == Action::ask_local);
    const OfflineAdvice advice = advise_offline(remote, Duration(0), kBudget);
    CHECK(advice.action == Action::wait);
    CHECK(advice.pause == seconds(2));
    // The local step was asked and failed too: there is only the network to wait for.
    with_local.back().asked = true;
    with_local.back().failure = FailureKind::refused;
    CHECK(advise_offline(with_local, Duration(0), kBudget).action == Action::wait);
  }

  TEST_CASE("the wait ends with the request's budget") {
    const std::vector remote{failed("a", FailureKind::dns)};
    CHECK(advise_offline(remote, seconds(238), kBudget).action == Action::wait);
    CHECK(advise_offline(remote, seconds(239), kBudget).action == Action::stop);
  }

  TEST_CASE("online, everything goes on as ever") {
    CHECK(advise_offline(std::vector{failed("a", FailureKind::dns), answered("b")}, Duration(0),
                         kBudget)
              .action == Action::carry_on);
  }
}

}  // namespace edgee
