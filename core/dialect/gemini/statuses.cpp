#include "core/dialect/gemini/statuses.h"

#include <array>
#include <utility>

namespace edgee::gemini {
namespace {

// The first row of a status or of a word counts.
constexpr std::array<std::pair<int, std::string_view>, 16> kWords{{
    {400, "INVALID_ARGUMENT"},
    {401, "UNAUTHENTICATED"},
    {403, "PERMISSION_DENIED"},
    {404, "NOT_FOUND"},
    {409, "ABORTED"},
    {429, "RESOURCE_EXHAUSTED"},
    {499, "CANCELLED"},
    {500, "INTERNAL"},
    {501, "UNIMPLEMENTED"},
    {503, "UNAVAILABLE"},
    {504, "DEADLINE_EXCEEDED"},
    {400, "FAILED_PRECONDITION"},
    {402, "FAILED_PRECONDITION"},
    {408, "DEADLINE_EXCEEDED"},
    {502, "UNAVAILABLE"},
    {529, "UNAVAILABLE"},
}};

}  // namespace

std::string_view status_word(int status) {
  for (const auto& [known, word] : kWords) {
    if (known == status) return word;
  }
  return status >= 400 && status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
}

int status_of_word(std::string_view word) {
  for (const auto& [status, known] : kWords) {
    if (known == word) return status;
  }
  return 500;
}

std::string_view status_word(FailureKind kind) {
  switch (kind) {
    case FailureKind::unauthorized:
      return "UNAUTHENTICATED";
    case FailureKind::forbidden:
      return "PERMISSION_DENIED";
    case FailureKind::model_missing:
    case FailureKind::not_found:
      return "NOT_FOUND";
    case FailureKind::too_large:
    case FailureKind::window_overflow:
    case FailureKind::bad_request:
    case FailureKind::thinking_refused:
      return "INVALID_ARGUMENT";
    case FailureKind::payment:
    case FailureKind::throttled:
    case FailureKind::quota:
    case FailureKind::plan_cap:
    case FailureKind::spend_limit:
    case FailureKind::entitlement:
      return "RESOURCE_EXHAUSTED";
    case FailureKind::overloaded:
    case FailureKind::dns:
    case FailureKind::refused:
    case FailureKind::unreachable:
    case FailureKind::tls:
    case FailureKind::reset:
      return "UNAVAILABLE";
    case FailureKind::request_timeout:
    case FailureKind::connect_timeout:
    case FailureKind::head_timeout:
    case FailureKind::first_token_timeout:
    case FailureKind::silence_timeout:
    case FailureKind::progress_timeout:
    case FailureKind::total_timeout:
      return "DEADLINE_EXCEEDED";
    case FailureKind::server_error:
    case FailureKind::not_an_answer:
    case FailureKind::empty_answer:
    case FailureKind::cut:
    case FailureKind::garbled:
    case FailureKind::malformed_call:
    case FailureKind::refusal:
    case FailureKind::repetition:
    case FailureKind::no_credential:
    case FailureKind::not_encodable:
      return "INTERNAL";
  }
  return "INTERNAL";
}

}  // namespace edgee::gemini
