// What came back from one attempt, in terms that no dialect and no provider owns. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/headers.h"
#include "core/model/time.h"

namespace edgee {

// How far the attempt got.
enum class Phase { dialing, sent, head, content, ended };

enum class FailureKind {
  // the way there
  dns,
  refused,
  unreachable,  // no way to the network or to the host
  tls,
  reset,
  connect_timeout,
  // waiting
  head_timeout,
  first_token_timeout,
  silence_timeout,
  progress_timeout,
  total_timeout,
  // the answer says so (status, or an error event)
  unauthorized,
  payment,
  forbidden,
  model_missing,
  not_found,
  request_timeout,
  too_large,
  window_overflow,
  bad_request,
  thinking_refused,  // the signature of an earlier answer's thinking
  throttled,
  quota,
  plan_cap,
  spend_limit,
  entitlement,
  server_error,
  overloaded,
  // a 200 that is none
  not_an_answer,
  empty_answer,
  cut,
  garbled,         // an event that cannot be read, or a far too large one
  malformed_call,  // a tool call whose input is no JSON object
  refusal,
  repetition,  // the same words over and over
  // never sent
  no_credential,
  not_encodable,
};
[[nodiscard]] std::string_view to_string(FailureKind kind);
// nullopt for a word that to_string never gives.
[[nodiscard]] std::optional<FailureKind> to_failure_kind(std::string_view word);

// What a failure speaks about, and so what cools down.
// A family is all models of an account that share a window: "opus".
enum class Scope { request, model, family, account, provider };

// What an HTTP status says before any code or wording is looked at, and whom such a failure
// speaks about unless something says otherwise.
[[nodiscard]] FailureKind kind_of_status(int status);
[[nodiscard]] Scope scope_of(FailureKind kind);

struct FailureFacts {
  FailureKind kind = FailureKind::server_error;
  Scope scope = Scope::model;
  std::string code;     // the provider's own: "overloaded_error", "insufficient_quota", "1308"
  std::string message;  // the provider's own words, never a secret
  std::optional<Duration> retry_after;
  std::optional<WallTime> resets_at;
  bool in_stream = false;  // an error event under a 200
};

// Four classes, as the providers bill them. input excludes both cache classes.
struct TokenUsage {
  std::int64_t input = 0;
  std::int64_t cache_read = 0;
  std::int64_t cache_write = 0;
  std::int64_t output = 0;
  std::int64_t reasoning = 0;  // the part of the output that was thinking, where it is told
};

struct Outcome {
  Phase reached = Phase::dialing;
  int status = 0;  // 0: no head came
  HeaderList headers;
  std::string body;  // of an error or of a non-streaming answer, as it came (decoded if compressed)
  std::optional<FailureFacts> failure;
  TokenUsage usage;
  bool agent_gone = false;
  bool finished = false;  // the message ended properly
};

}  // namespace edgee
