#include "core/dialect/openai_responses/error_codes.h"

namespace edgee::openai_responses {
namespace {

constexpr std::string_view kRequest = "invalid_request_error";
constexpr ErrorCode kServer{"server_error", "server_error"};

ErrorCode code_of_status(int status) {
  if (status == 401) return {kRequest, "invalid_api_key"};
  if (status == 429) return {"rate_limit_error", "rate_limit_exceeded"};
  if (status >= 400 && status < 500) return {kRequest, ""};
  return kServer;
}

}  // namespace

ErrorCode error_code(int status, std::optional<FailureKind> kind) {
  if (!kind) return code_of_status(status);
  switch (*kind) {
    case FailureKind::window_overflow:
      return {kRequest, "context_length_exceeded"};
    case FailureKind::quota:
    case FailureKind::payment:
    case FailureKind::spend_limit:
      return {"insufficient_quota", "insufficient_quota"};
    case FailureKind::plan_cap:
      return {"usage_limit_reached", "usage_limit_reached"};
    case FailureKind::entitlement:
      return {"usage_not_included", "usage_not_included"};
    case FailureKind::throttled:
      return {"rate_limit_error", "rate_limit_exceeded"};
    case FailureKind::unauthorized:
    case FailureKind::no_credential:
      return {kRequest, "invalid_api_key"};
    case FailureKind::model_missing:
      return {kRequest, "model_not_found"};
    case FailureKind::bad_request:
    case FailureKind::too_large:
    case FailureKind::thinking_refused:
    case FailureKind::not_encodable:
    case FailureKind::refusal:
      return {kRequest, "invalid_prompt"};
    case FailureKind::forbidden:
    case FailureKind::not_found:
      return code_of_status(status);
    // Overload heals: server_is_overloaded would end the turn, server_error is asked again.
    case FailureKind::overloaded:
    case FailureKind::dns:
    case FailureKind::refused:
    case FailureKind::unreachable:
    case FailureKind::tls:
    case FailureKind::reset:
    case FailureKind::connect_timeout:
    case FailureKind::head_timeout:
    case FailureKind::first_token_timeout:
    case FailureKind::silence_timeout:
    case FailureKind::progress_timeout:
    case FailureKind::total_timeout:
    case FailureKind::request_timeout:
    case FailureKind::server_error:
    case FailureKind::not_an_answer:
    case FailureKind::empty_answer:
    case FailureKind::cut:
    case FailureKind::garbled:
    case FailureKind::malformed_call:
    case FailureKind::repetition:
      return kServer;
  }
  return kServer;
}

}  // namespace edgee::openai_responses
