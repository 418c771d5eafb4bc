#include "core/failover/triggers.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

namespace edgee {
namespace {

Outcome failed(FailureKind kind, bool in_stream = false) {
  Outcome outcome;
  outcome.failure = FailureFacts{};
  outcome.failure->kind = kind;
  outcome.failure->in_stream = in_stream;
  return outcome;
}

std::string name_of(const Outcome& outcome, const TriggerSettings& settings = {}) {
  const TriggerRule* rule = name_trigger(outcome, settings);
  return rule == nullptr ? "" : std::string(rule->name);
}

}  // namespace

TEST_SUITE("core/failover/triggers") {
  TEST_CASE("every kind of failure has a name of its own") {
    const std::pair<FailureKind, const char*> rows[] = {
        {FailureKind::dns, "dns"},
        {FailureKind::refused, "connect"},
        {FailureKind::unreachable, "connect"},
        {FailureKind::tls, "tls"},
        {FailureKind::reset, "reset"},
        {FailureKind::connect_timeout, "timeout"},
        {FailureKind::head_timeout, "timeout"},
        {FailureKind::first_token_timeout, "timeout"},
        {FailureKind::silence_timeout, "timeout"},
        {FailureKind::progress_timeout, "timeout"},
        {FailureKind::total_timeout, "timeout"},
        {FailureKind::unauthorized, "unauthorized"},
        {FailureKind::payment, "payment"},
        {FailureKind::forbidden, "forbidden"},
        {FailureKind::model_missing, "model_missing"},
        {FailureKind::not_found, "model_missing"},
        {FailureKind::request_timeout, "request_timeout"},
        {FailureKind::too_large, "too_large"},
        {FailureKind::window_overflow, "window_overflow"},
        {FailureKind::bad_request, "bad_request"},
        {FailureKind::throttled, "throttled"},
        {FailureKind::quota, "quota"},
        {FailureKind::plan_cap, "plan_cap"},
        {FailureKind::spend_limit, "spend_limit"},
        {FailureKind::entitlement, "entitlement"},
        {FailureKind::server_error, "server_error"},
        {FailureKind::overloaded, "overloaded"},
        {FailureKind::not_an_answer, "not_an_answer"},
        {FailureKind::empty_answer, "empty_answer"},
        {FailureKind::cut, "cut"},
        {FailureKind::garbled, "garbled"},
        {FailureKind::malformed_call, "malformed_call"},
        {FailureKind::thinking_refused, "thinking_refused"},
        {FailureKind::no_credential, "no_credential"},
        {FailureKind::not_encodable, "not_encodable"},
    };
    for (const auto& [kind, name] : rows) {
      const auto& row = to_string(kind);
      CAPTURE(row);
      CHECK(name_of(failed(kind)) == name);
    }
  }

  TEST_CASE("an answer that did not fail has no trigger") {
    CHECK(name_of(Outcome{}).empty());
  }

  TEST_CASE("an overload told inside the stream is an error event") {
    CHECK(name_of(failed(FailureKind::overloaded, true)) == "error_event");
  }

  TEST_CASE("a plan cap told inside the stream is still a plan cap") {
    CHECK(name_of(failed(FailureKind::plan_cap, true)) == "plan_cap");
  }

  TEST_CASE("the agent's own bad request is its own affair") {
    TriggerSettings settings;
    settings.agent_step = true;
    CHECK(name_of(failed(FailureKind::bad_request), settings).empty());
  }

  TEST_CASE("a trigger that is switched off names nothing") {
    TriggerOverrides global{{"overloaded", {false, std::nullopt}}};
    TriggerSettings settings;
    settings.global = &global;
    CHECK(name_of(failed(FailureKind::overloaded), settings).empty());
    CHECK(name_of(failed(FailureKind::throttled), settings) == "throttled");
  }

  TEST_CASE("a step's own switch wins over the global one") {
    TriggerOverrides global{{"overloaded", {false, std::nullopt}}};
    TriggerOverrides step{{"overloaded", {true, std::nullopt}}};
    TriggerSettings settings;
    settings.global = &global;
    settings.step = &step;
    CHECK(name_of(failed(FailureKind::overloaded), settings) == "overloaded");
  }

  TEST_CASE("names are unique and every row says what it means") {
    std::set<std::string_view> names;
    for (const TriggerRule& rule : trigger_table()) {
      CHECK(names.insert(rule.name).second);
      CHECK_FALSE(rule.meaning.empty());
      CHECK(find_trigger(rule.name) == &rule);
    }
    CHECK(find_trigger("no such trigger") == nullptr);
  }
}

}  // namespace edgee
