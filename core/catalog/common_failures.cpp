// Codes and wordings that several providers, gateways and servers share. OpenAI's own come first:
// most of the others copied them. https://developers.openai.com/api/docs/guides/error-codes
#include <array>

#include "core/catalog/failure_rows.h"

namespace edgee {
namespace {

using enum FailureKind;
constexpr Scope kRequest = Scope::request;
constexpr Scope kModel = Scope::model;
constexpr Scope kAccount = Scope::account;

constexpr std::array kRows = std::to_array<FailureRow>({
    // The prompt does not fit.
    {"", 0, "context_length_exceeded", "", window_overflow, kRequest},
    {"", 0, "exceed_context_size_error", "", window_overflow, kRequest},
    {"", 0, "", "*prompt is too long*", window_overflow, kRequest},
    {"", 0, "", "*maximum context length*", window_overflow, kRequest},
    {"", 0, "", "*exceeds the context window*", window_overflow, kRequest},
    {"", 0, "", "*exceed*context limit*", window_overflow, kRequest},
    {"", 0, "", "*context length exceeded*", window_overflow, kRequest},
    {"", 0, "", "*context window exceed*", window_overflow, kRequest},
    {"", 0, "", "*exceeds the available context size*", window_overflow, kRequest},
    {"", 0, "", "*input token count*exceeds the maximum*", window_overflow, kRequest},
    {"", 0, "", "*input is too long*", window_overflow, kRequest},
    {"", 0, "", "*prompt*longer than the maximum*", window_overflow, kRequest},
    {"", 0, "", "*exceeds maximum model length*", window_overflow, kRequest},
    {"", 0, "", "*exceeded model token limit*", window_overflow, kRequest},
    {"", 0, "", "*context the overflows*", window_overflow, kRequest},
    {"", 400, "", "*too many tokens*", window_overflow, kRequest},

    // Limits that somebody set on purpose.
    {"", 0, "organization_spend_limit_exceeded", "", spend_limit, kAccount},
    {"", 0, "project_spend_limit_exceeded", "", spend_limit, kAccount},
    {"", 0, "organization_usage_limit_exceeded", "", spend_limit, kAccount},
    {"", 0, "enforced_spend_limit_reached", "", spend_limit, kAccount},
    {"", 0, "", "*you have reached your specified*usage limits*", spend_limit, kAccount},
    {"", 0, "", "*workspace api usage limits*", spend_limit, kAccount},
    {"", 0, "", "*enforced_spend_limit_reached*", spend_limit, kAccount},
    {"", 0, "", "*spend limit*", spend_limit, kAccount},
    {"", 0, "", "*spending limit*", spend_limit, kAccount},
    {"", 0, "", "*budget has been exceeded*", spend_limit, kAccount},

    // Google under another name (Vertex, a gateway): the status words are its own.
    {"", 400, "INVALID_ARGUMENT", "*API_KEY_INVALID*", unauthorized, kAccount},
    {"", 429, "RESOURCE_EXHAUSTED", "*limit: 0*", entitlement, kModel},
    {"", 429, "RESOURCE_EXHAUSTED", "*PerDay*", quota, kModel},
    {"", 429, "RESOURCE_EXHAUSTED", "*exceeded your current quota*", throttled, kModel},

    // No money.
    {"", 0, "insufficient_quota", "", quota, kAccount},
    {"", 0, "credit_balance_exhausted", "", payment, kAccount},
    {"", 0, "billing_error", "", payment, kAccount},
    {"", 0, "", "*credit balance is too low*", payment, kAccount},
    {"", 0, "", "*insufficient balance*", payment, kAccount},
    {"", 0, "", "*insufficient credits*", payment, kAccount},
    {"", 0, "", "*insufficient funds*", payment, kAccount},
    {"", 0, "", "*exceeded your current quota*", payment, kAccount},
    {"", 0, "", "*out of credits*", payment, kAccount},
    {"", 0, "", "*no credits remaining*", payment, kAccount},

    // The plan's window is used up, or the plan does not include this.
    {"", 0, "usage_limit_reached", "", plan_cap, kAccount},
    {"", 0, "usage_not_included", "", entitlement, kModel},
    {"", 0, "", "*extra usage is required for long context*", entitlement, kModel},

    // Overload and throttles.
    {"", 503, "slow_down", "", overloaded, kModel},
    {"", 429, "slow_down", "", throttled, kModel},
    {"", 0, "server_is_overloaded", "", overloaded, kModel},
    {"", 0, "", "*model is overloaded*", overloaded, kModel},
    {"", 0, "", "*currently overloaded*", overloaded, kModel},
    {"", 0, "", "*at capacity*", overloaded, kModel},
    {"", 503, "", "*loading model*", overloaded, kModel},

    // The model.
    {"", 0, "model_not_found", "", model_missing, kModel},
    {"", 404, "", "*model*not*found*", model_missing, kModel},
    {"", 404, "", "*model*not exist*", model_missing, kModel},
    {"", 404, "not_found_error", "*model*", model_missing, kModel},
    {"", 404, "", "*unknown model*", model_missing, kModel},
    {"", 400, "", "*model*does not exist*", model_missing, kModel},
    {"", 400, "", "*model not found*", model_missing, kModel},
    {"", 400, "", "*invalid model*", model_missing, kModel},
    {"", 400, "", "*unknown model*", model_missing, kModel},

    // The key.
    {"", 0, "invalid_api_key", "", unauthorized, kAccount},
    {"", 403, "", "*invalid api key*", unauthorized, kAccount},
    {"", 0, "unsupported_country_region_territory", "", forbidden, kAccount},
});

constexpr std::array kPlainRows = std::to_array<FailureRow>({
    {"", 0, "overloaded_error", "", overloaded, kModel},
    {"", 0, "service_unavailable_error", "", overloaded, kModel},
    {"", 0, "unavailable_error", "", overloaded, kModel},
    {"", 0, "rate_limit_exceeded", "", throttled, kModel},
    {"", 0, "rate_limit_error", "", throttled, kModel},
    {"", 0, "RESOURCE_EXHAUSTED", "", throttled, kModel},
    {"", 0, "", "*rate limit exceeded*", throttled, kModel},
    {"", 0, "", "*rate limit reached*", throttled, kModel},
    {"", 0, "", "*too many requests*", throttled, kModel},
    {"", 0, "", "*overloaded*", overloaded, kModel},
    {"", 0, "authentication_error", "", unauthorized, kAccount},
    {"", 0, "permission_error", "", forbidden, kAccount},
    {"", 0, "invalid_request_error", "", bad_request, kRequest},
    {"", 0, "request_too_large", "", too_large, kRequest},
});

}  // namespace

std::span<const FailureRow> common_failure_rows() {
  return kRows;
}

std::span<const FailureRow> plain_failure_rows() {
  return kPlainRows;
}

}  // namespace edgee
