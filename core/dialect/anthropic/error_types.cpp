#include "core/dialect/anthropic/error_types.h"

#include <array>
#include <utility>

namespace edgee::anthropic {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 12> kTypes{{
    {400, "invalid_request_error"},
    {401, "authentication_error"},
    {402, "billing_error"},
    {403, "permission_error"},
    {404, "not_found_error"},
    {408, "timeout_error"},
    {409, "conflict_error"},
    {413, "request_too_large"},
    {429, "rate_limit_error"},
    {500, "api_error"},
    {504, "timeout_error"},
    {529, "overloaded_error"},
}};

}  // namespace

std::string_view error_type_of(int status) {
  for (const auto& [known, type] : kTypes) {
    if (known == status) return type;
  }
  if (status >= 400 && status < 500) return "invalid_request_error";
  return status == 503 ? "overloaded_error" : "api_error";
}

int status_of_error_type(std::string_view type) {
  // The last row of a type counts: timeout_error is 504.
  int status = 0;
  for (const auto& [known, name] : kTypes) {
    if (name == type) status = known;
  }
  return status;
}

std::string_view error_type_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::unauthorized:
      return "authentication_error";
    case FailureKind::payment:
    case FailureKind::spend_limit:
      return "billing_error";
    case FailureKind::forbidden:
      return "permission_error";
    case FailureKind::model_missing:
    case FailureKind::not_found:
      return "not_found_error";
    case FailureKind::too_large:
      return "request_too_large";
    case FailureKind::window_overflow:
    case FailureKind::bad_request:
    case FailureKind::thinking_refused:
      return "invalid_request_error";
    case FailureKind::throttled:
    case FailureKind::quota:
    case FailureKind::plan_cap:
      return "rate_limit_error";
    case FailureKind::overloaded:
      return "overloaded_error";
    case FailureKind::request_timeout:
    case FailureKind::connect_timeout:
    case FailureKind::head_timeout:
    case FailureKind::first_token_timeout:
    case FailureKind::silence_timeout:
    case FailureKind::progress_timeout:
    case FailureKind::total_timeout:
      return "timeout_error";
    case FailureKind::dns:
    case FailureKind::refused:
    case FailureKind::unreachable:
    case FailureKind::tls:
    case FailureKind::reset:
    case FailureKind::entitlement:
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
      return "api_error";
  }
  return "api_error";
}

}  // namespace edgee::anthropic
