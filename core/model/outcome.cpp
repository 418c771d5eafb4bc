#include "core/model/outcome.h"

namespace edgee {

std::string_view to_string(FailureKind kind) {
  switch (kind) {
    case FailureKind::dns:
      return "dns";
    case FailureKind::refused:
      return "refused";
    case FailureKind::unreachable:
      return "unreachable";
    case FailureKind::tls:
      return "tls";
    case FailureKind::reset:
      return "reset";
    case FailureKind::connect_timeout:
      return "connect_timeout";
    case FailureKind::head_timeout:
      return "head_timeout";
    case FailureKind::first_token_timeout:
      return "first_token_timeout";
    case FailureKind::silence_timeout:
      return "silence_timeout";
    case FailureKind::progress_timeout:
      return "progress_timeout";
    case FailureKind::total_timeout:
      return "total_timeout";
    case FailureKind::unauthorized:
      return "unauthorized";
    case FailureKind::payment:
      return "payment";
    case FailureKind::forbidden:
      return "forbidden";
    case FailureKind::model_missing:
      return "model_missing";
    case FailureKind::not_found:
      return "not_found";
    case FailureKind::request_timeout:
      return "request_timeout";
    case FailureKind::too_large:
      return "too_large";
    case FailureKind::window_overflow:
      return "window_overflow";
    case FailureKind::bad_request:
      return "bad_request";
    case FailureKind::thinking_refused:
      return "thinking_refused";
    case FailureKind::throttled:
      return "throttled";
    case FailureKind::quota:
      return "quota";
    case FailureKind::plan_cap:
      return "plan_cap";
    case FailureKind::spend_limit:
      return "spend_limit";
    case FailureKind::entitlement:
      return "entitlement";
    case FailureKind::server_error:
      return "server_error";
    case FailureKind::overloaded:
      return "overloaded";
    case FailureKind::not_an_answer:
      return "not_an_answer";
    case FailureKind::empty_answer:
      return "empty_answer";
    case FailureKind::cut:
      return "cut";
    case FailureKind::garbled:
      return "garbled";
    case FailureKind::malformed_call:
      return "malformed_call";
    case FailureKind::refusal:
      return "refusal";
    case FailureKind::repetition:
      return "repetition";
    case FailureKind::no_credential:
      return "no_credential";
    case FailureKind::not_encodable:
      return "not_encodable";
  }
  return "";
}

std::optional<FailureKind> to_failure_kind(std::string_view word) {
  for (int at = 0; at <= static_cast<int>(FailureKind::not_encodable); ++at) {
    const auto kind = static_cast<FailureKind>(at);
    if (to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

FailureKind kind_of_status(int status) {
  switch (status) {
    case 401:
      return FailureKind::unauthorized;
    case 402:
      return FailureKind::payment;
    case 403:
      return FailureKind::forbidden;
    case 404:
      return FailureKind::not_found;
    case 408:
      return FailureKind::request_timeout;
    case 413:
      return FailureKind::too_large;
    case 429:
      return FailureKind::throttled;
    case 503:
    case 529:
      return FailureKind::overloaded;
    default:
      break;
  }
  return status >= 400 && status < 500 ? FailureKind::bad_request : FailureKind::server_error;
}

Scope scope_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::dns:
    case FailureKind::refused:
    case FailureKind::unreachable:
    case FailureKind::tls:
    case FailureKind::reset:
    case FailureKind::connect_timeout:
    case FailureKind::not_found:
      return Scope::provider;
    case FailureKind::unauthorized:
    case FailureKind::forbidden:
    case FailureKind::payment:
    case FailureKind::quota:
    case FailureKind::plan_cap:
    case FailureKind::spend_limit:
    case FailureKind::no_credential:
      return Scope::account;
    case FailureKind::too_large:
    case FailureKind::window_overflow:
    case FailureKind::bad_request:
    case FailureKind::thinking_refused:
    case FailureKind::refusal:
    case FailureKind::not_encodable:
      return Scope::request;
    case FailureKind::head_timeout:
    case FailureKind::first_token_timeout:
    case FailureKind::silence_timeout:
    case FailureKind::progress_timeout:
    case FailureKind::total_timeout:
    case FailureKind::model_missing:
    case FailureKind::request_timeout:
    case FailureKind::throttled:
    case FailureKind::entitlement:
    case FailureKind::server_error:
    case FailureKind::overloaded:
    case FailureKind::not_an_answer:
    case FailureKind::empty_answer:
    case FailureKind::cut:
    case FailureKind::garbled:
    case FailureKind::malformed_call:
    case FailureKind::repetition:
      return Scope::model;
  }
  return Scope::model;
}

}  // namespace edgee
