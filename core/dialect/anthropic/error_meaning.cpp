#include "core/dialect/anthropic/error_meaning.h"

#include <array>
#include <string_view>

#include "core/base/text.h"

namespace edgee::anthropic {
namespace {

// What a status says by itself. Unlisted 4xx are the request's fault, all else the server's.
struct StatusRow {
  int status = 0;
  Meaning meaning;
};
constexpr std::array<StatusRow, 12> kStatuses{{
    {400, {FailureKind::bad_request, Scope::request}},
    {401, {FailureKind::unauthorized, Scope::account}},
    {402, {FailureKind::payment, Scope::account}},
    {403, {FailureKind::forbidden, Scope::account}},
    {404, {FailureKind::not_found, Scope::provider}},
    {408, {FailureKind::request_timeout, Scope::model}},
    {409, {FailureKind::server_error, Scope::request}},
    {413, {FailureKind::too_large, Scope::request}},
    {422, {FailureKind::bad_request, Scope::request}},
    {429, {FailureKind::throttled, Scope::model}},
    {503, {FailureKind::overloaded, Scope::model}},
    {529, {FailureKind::overloaded, Scope::model}},
}};

// Wordings that say more than the status. They are searched in this order; 0 = any status.
struct WordingRow {
  int status = 0;
  std::string_view words;
  Meaning meaning;
};
constexpr Meaning kOverflow{FailureKind::window_overflow, Scope::request};
constexpr Meaning kSpendLimit{FailureKind::spend_limit, Scope::account};
constexpr Meaning kNoCredit{FailureKind::payment, Scope::account};
constexpr Meaning kModelMissing{FailureKind::model_missing, Scope::model};
constexpr Meaning kThinkingRefused{FailureKind::thinking_refused, Scope::request};
constexpr std::array<WordingRow, 33> kWordings{{
    {400, "invalid `signature` in `thinking`", kThinkingRefused},
    {400, "invalid `data` in `redacted_thinking`", kThinkingRefused},
    {400, "thinking.signature: field required", kThinkingRefused},
    {400, "must contain thinking", kThinkingRefused},
    {400, "must contain non-whitespace thinking", kThinkingRefused},
    {400, "`redacted_thinking` blocks in the latest assistant message", kThinkingRefused},
    {0, "extra usage is required for long context", {FailureKind::entitlement, Scope::model}},
    {0, "prompt is too long", kOverflow},
    {0, "prompt_too_long", kOverflow},
    {0, "exceed context limit", kOverflow},
    {0, "input is too long for requested model", kOverflow},
    {0, "maximum context length", kOverflow},
    {0, "exceeds the context window", kOverflow},
    {0, "exceeds the available context size", kOverflow},
    {0, "exceed_context_size", kOverflow},
    {0, "context_length_exceeded", kOverflow},
    {0, "range of input length should be", kOverflow},
    {0, "specified api usage limits", kSpendLimit},
    {0, "workspace api usage limits", kSpendLimit},
    {0, "enforced_spend_limit_reached", kSpendLimit},
    {429, "spend limit", kSpendLimit},
    {429, "spending limit", kSpendLimit},
    {0, "credit balance is too low", kNoCredit},
    {0, "insufficient balance", kNoCredit},
    {400, "draw from your extra usage", {FailureKind::entitlement, Scope::account}},
    {400, "out of extra usage", {FailureKind::entitlement, Scope::account}},
    {400, "model not exist", kModelMissing},
    {400, "model does not exist", kModelMissing},
    {400, "model not found", kModelMissing},
    {400, "unknown model", kModelMissing},
    {400, "invalid model", kModelMissing},
    {403, "model", {FailureKind::forbidden, Scope::model}},
    {404, "model", kModelMissing},
}};

Meaning meaning_of_status(int status) {
  for (const StatusRow& row : kStatuses) {
    if (row.status == status) return row.meaning;
  }
  if (status < 400) return {FailureKind::not_an_answer, Scope::model};
  if (status < 500) return {FailureKind::bad_request, Scope::request};
  return {FailureKind::server_error, Scope::model};
}

}  // namespace

Meaning meaning_of(int status, const ErrorBody& error) {
  for (const WordingRow& row : kWordings) {
    if (row.status != 0 && row.status != status) continue;
    if (contains_ignoring_case(error.message, row.words) ||
        contains_ignoring_case(error.code, row.words) ||
        contains_ignoring_case(error.type, row.words)) {
      return row.meaning;
    }
  }
  // The gate in front of Claude Code's own models: no limit is named and none is used up.
  if (status == 429 && error.message == "Error") return {FailureKind::entitlement, Scope::model};
  return meaning_of_status(status);
}

}  // namespace edgee::anthropic
