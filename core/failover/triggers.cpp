#include "core/failover/triggers.h"

#include <algorithm>
#include <array>

namespace edgee {
namespace {

bool is(const Outcome& outcome, FailureKind kind) {
  return outcome.failure && outcome.failure->kind == kind;
}

// One row per kind: the predicate is a template instance, so that the table stays a constant.
template <FailureKind... kKinds>
bool any_of(const Outcome& outcome, const TriggerSettings& /*settings*/) {
  return (is(outcome, kKinds) || ...);
}

constexpr auto kWaits = any_of<FailureKind::connect_timeout, FailureKind::head_timeout,
                               FailureKind::first_token_timeout, FailureKind::silence_timeout,
                               FailureKind::progress_timeout, FailureKind::total_timeout>;

bool is_error_event(const Outcome& outcome, const TriggerSettings& /*settings*/) {
  return outcome.failure && outcome.failure->in_stream;
}

// A bad request to another provider is our translation's fault or its limits; the agent's own
// vendor's complaint is the agent's to read (verdict.cpp shows it).
bool is_bad_request(const Outcome& outcome, const TriggerSettings& settings) {
  return !settings.agent_step && is(outcome, FailureKind::bad_request);
}

constexpr std::array kTable{
    TriggerRule{"dns", "the host name does not resolve", any_of<FailureKind::dns>},
    TriggerRule{"connect", "the connection was refused",
                any_of<FailureKind::refused, FailureKind::unreachable>},
    TriggerRule{"tls", "no secure connection came about", any_of<FailureKind::tls>},
    TriggerRule{"reset", "the connection broke before an answer", any_of<FailureKind::reset>},
    TriggerRule{"timeout", "nothing came in time", kWaits},
    TriggerRule{"unauthorized", "the credential was refused (401)",
                any_of<FailureKind::unauthorized>},
    TriggerRule{"payment", "the account has to pay first (402)", any_of<FailureKind::payment>},
    TriggerRule{"forbidden", "the account may not do this (403)", any_of<FailureKind::forbidden>},
    TriggerRule{"model_missing", "the provider does not have this model (404)",
                any_of<FailureKind::model_missing, FailureKind::not_found>},
    TriggerRule{"request_timeout", "the provider gave up waiting (408)",
                any_of<FailureKind::request_timeout>},
    TriggerRule{"too_large", "the request is too large for the provider (413)",
                any_of<FailureKind::too_large>, false},
    TriggerRule{"window_overflow", "the conversation does not fit the model's window",
                any_of<FailureKind::window_overflow>, false},
    TriggerRule{"plan_cap", "the plan's window is used up", any_of<FailureKind::plan_cap>},
    TriggerRule{"quota", "the quota is used up (429)", any_of<FailureKind::quota>},
    TriggerRule{"spend_limit", "the spending limit is reached", any_of<FailureKind::spend_limit>},
    TriggerRule{"entitlement", "the plan does not include this", any_of<FailureKind::entitlement>},
    TriggerRule{"error_event", "the stream held an error", is_error_event},
    TriggerRule{"throttled", "too many requests (429)", any_of<FailureKind::throttled>},
    TriggerRule{"overloaded", "the model is overloaded (529)", any_of<FailureKind::overloaded>},
    TriggerRule{"server_error", "the provider failed (5xx)", any_of<FailureKind::server_error>},
    TriggerRule{"not_an_answer", "a 200 with something else than an answer",
                any_of<FailureKind::not_an_answer>},
    TriggerRule{"empty_answer", "an answer with no text and no tool call",
                any_of<FailureKind::empty_answer>},
    TriggerRule{"cut", "the answer broke off", any_of<FailureKind::cut>},
    TriggerRule{"garbled", "the answer held an event that cannot be read",
                any_of<FailureKind::garbled>},
    TriggerRule{"malformed_call", "a tool call came with an input that is no JSON",
                any_of<FailureKind::malformed_call>},
    TriggerRule{"refusal", "the model refused to answer", any_of<FailureKind::refusal>, false,
                false},
    TriggerRule{"repetition", "the model said the same over and over",
                any_of<FailureKind::repetition>, false, false},
    TriggerRule{"thinking_refused", "the provider does not take the thinking of earlier answers",
                any_of<FailureKind::thinking_refused>, false},
    TriggerRule{"bad_request", "the provider does not take this request (400)", is_bad_request,
                false},
    TriggerRule{"no_credential", "there is no key for this provider",
                any_of<FailureKind::no_credential>, false},
    TriggerRule{"not_encodable", "this provider cannot take this request",
                any_of<FailureKind::not_encodable>, false},
};

const TriggerOverride* find_override(const TriggerOverrides* overrides, std::string_view name) {
  if (overrides == nullptr) return nullptr;
  const auto found = overrides->find(name);
  return found == overrides->end() ? nullptr : &found->second;
}

bool is_enabled(const TriggerRule& rule, const TriggerSettings& settings) {
  for (const TriggerOverrides* overrides : {settings.step, settings.global}) {
    const TriggerOverride* found = find_override(overrides, rule.name);
    if (found != nullptr && found->enabled) return *found->enabled;
  }
  return rule.on_by_default;
}

}  // namespace

std::span<const TriggerRule> trigger_table() {
  return kTable;
}

const TriggerRule* find_trigger(std::string_view name) {
  const auto found = std::find_if(kTable.begin(), kTable.end(),
                                  [name](const TriggerRule& rule) { return rule.name == name; });
  return found == kTable.end() ? nullptr : &*found;
}

bool is_trigger_on(std::string_view name, const TriggerSettings& settings) {
  const TriggerRule* rule = find_trigger(name);
  return rule != nullptr && is_enabled(*rule, settings);
}

const TriggerRule* name_trigger(const Outcome& outcome, const TriggerSettings& settings) {
  const auto found = std::find_if(kTable.begin(), kTable.end(), [&](const TriggerRule& rule) {
    return rule.matches(outcome, settings);
  });
  if (found == kTable.end() || !is_enabled(*found, settings)) return nullptr;
  return &*found;
}

}  // namespace edgee
