// Codes and wordings that only one provider uses. Sources stand with each group.
#include <array>

#include "core/catalog/failure_rows.h"

namespace edgee {
namespace {

using enum FailureKind;
constexpr Scope kRequest = Scope::request;
constexpr Scope kModel = Scope::model;
constexpr Scope kAccount = Scope::account;

constexpr std::string_view kZai = "zai|zai-coding";
constexpr std::string_view kKimi = "moonshot|kimi-coding";

constexpr std::array kRows = std::to_array<FailureRow>({
    // https://developers.openai.com/api/docs/guides/error-codes and what the Responses API says of
    // reasoning that another account or model did.
    {"openai", 0, "invalid_encrypted_content", "", thinking_refused, kRequest},
    {"openai", 0, "", "*encrypted content*could not be verified*", thinking_refused, kRequest},
    {"openai", 0, "", "*was provided without its required*", thinking_refused, kRequest},
    {"openai", 0, "", "*Missing scopes*", unauthorized, kAccount},
    {"openai", 0, "invalid_prompt", "", bad_request, kRequest},
    {"openai", 0, "cyber_policy", "", bad_request, kRequest},
    {"openai", 0, "string_above_max_length", "", bad_request, kRequest},
    {"openai", 0, "unsupported_parameter", "", bad_request, kRequest},
    {"openai", 0, "unsupported_value", "", bad_request, kRequest},
    {"openai", 0, "", "*No tool output found for*", bad_request, kRequest},

    // https://docs.z.ai/api-reference/api-code: an inner code under 400 and 429 alike.
    {kZai, 0, "1113", "", payment, kAccount},
    {kZai, 0, "1261", "", window_overflow, kRequest},
    {kZai, 0, "1301", "", bad_request, kRequest},  // unsafe content
    {kZai, 0, "1302", "", throttled, kAccount},    // concurrency
    {kZai, 0, "1303", "", throttled, kAccount},    // frequency
    {kZai, 0, "1304", "", quota, kAccount},        // daily cap
    {kZai, 0, "1305", "", overloaded, kModel},     // everybody's traffic
    {kZai, 0, "1308", "", plan_cap, kAccount},     // window used up
    {kZai, 0, "1309", "", payment, kAccount},      // the plan has expired
    {kZai, 0, "1310", "", plan_cap, kAccount},     // week or month used up
    {kZai, 0, "1311", "", entitlement, kModel},    // not in this plan
    {kZai, 0, "1312", "", overloaded, kModel},
    {kZai, 0, "1313", "", throttled, kAccount},  // fair use
    {kZai, 0, "1316", "", plan_cap, kAccount},   // five hours used up
    {kZai, 434, "", "", entitlement, kModel},
    {kZai, 435, "", "", too_large, kRequest},

    // https://platform.moonshot.ai/docs/api/chat
    {kKimi, 0, "exceeded_current_quota_error", "", payment, kAccount},
    {kKimi, 0, "rate_limit_reached_error", "", throttled, kAccount},
    {kKimi, 0, "engine_overloaded_error", "", overloaded, kModel},
    {kKimi, 0, "", "*reasoning_content is missing*", bad_request, kRequest},

    // https://api-docs.deepseek.com/quick_start/error_codes
    {"deepseek", 402, "", "", payment, kAccount},
    {"deepseek", 0, "", "*insufficient balance*", payment, kAccount},
    {"deepseek", 0, "insufficient_system_resource", "", overloaded, kModel},
    {"deepseek", 422, "", "", bad_request, kRequest},
    {"deepseek", 429, "", "", throttled, kAccount},

    // https://openrouter.ai/docs/api-reference/errors
    {"openrouter", 402, "", "", payment, kAccount},
    {"openrouter", 0, "402", "", payment, kAccount},
    {"openrouter", 0, "", "*free-models-per-*", quota, kModel},
    {"openrouter", 0, "", "*no endpoints found*", model_missing, kModel},
    {"openrouter", 0, "", "*no allowed providers*", model_missing, kModel},
    {"openrouter", 0, "", "*is not a valid model id*", model_missing, kModel},
    {"openrouter", 403, "", "*key limit exceeded*", spend_limit, kAccount},
    {"openrouter", 403, "", "*moderation*", bad_request, kRequest},
    {"openrouter", 0, "502", "", server_error, kModel},
    {"openrouter", 0, "503", "", overloaded, kModel},
    {"openrouter", 0, "408", "", request_timeout, kModel},
    {"openrouter", 0, "429", "", throttled, kModel},

    // https://console.groq.com/docs/errors: 413 is more than the minute's budget, so waiting is no
    // use
    {"groq", 413, "", "", too_large, kRequest},
    {"groq", 498, "", "", overloaded, kModel},
    {"groq", 400, "tool_use_failed", "", server_error, kModel},
    {"groq", 0, "", "*tokens per day*", quota, kModel},
    {"groq", 0, "", "*requests per day*", quota, kModel},

    // https://inference-docs.cerebras.ai/support/error
    {"cerebras", 429, "token_quota_exceeded", "", quota, kModel},
    {"cerebras", 429, "request_quota_exceeded", "", quota, kModel},
    {"cerebras", 429, "queue_exceeded", "", overloaded, kModel},

    // https://platform.minimax.io/docs/api-reference/errorcode: under HTTP 200
    {"minimax", 0, "1000", "", server_error, kModel},
    {"minimax", 0, "1001", "", request_timeout, kModel},
    {"minimax", 0, "1002", "", throttled, kAccount},
    {"minimax", 0, "1004", "", unauthorized, kAccount},
    {"minimax", 0, "1008", "", payment, kAccount},
    {"minimax", 0, "1013", "", server_error, kModel},
    {"minimax", 0, "1026", "", bad_request, kRequest},
    {"minimax", 0, "1027", "", bad_request, kRequest},
    {"minimax", 0, "1039", "", window_overflow, kRequest},
    {"minimax", 0, "2013", "", bad_request, kRequest},
    {"minimax", 0, "2049", "", unauthorized, kAccount},
    {"minimax", 0, "2056", "", plan_cap, kAccount},

    // https://www.alibabacloud.com/help/en/model-studio/error-code
    {"qwen", 0, "Throttling.RateQuota", "", throttled, kModel},
    {"qwen", 0, "Throttling.BurstRate", "", throttled, kModel},
    {"qwen", 0, "Throttling.AllocationQuota", "", throttled, kModel},
    {"qwen", 0, "Throttling*", "", throttled, kModel},
    {"qwen", 0, "limit_requests", "", throttled, kModel},
    {"qwen", 0, "Arrearage", "", payment, kAccount},
    {"qwen", 0, "AllocationQuota.FreeTierOnly", "", quota, kModel},
    {"qwen", 0, "", "*range of input length should be*", window_overflow, kRequest},
    {"qwen", 0, "DataInspectionFailed", "", bad_request, kRequest},
    {"qwen", 0, "data_inspection_failed", "", bad_request, kRequest},

    // https://docs.x.ai/docs/key-information/debugging
    {"xai", 0, "", "*used all available credits*", payment, kAccount},
    {"xai", 0, "", "*monthly spending limit*", spend_limit, kAccount},
    {"xai", 400, "", "*incorrect api key*", unauthorized, kAccount},

    // https://docs.mistral.ai/resources/error-glossary
    {"mistral", 0, "3505", "", overloaded, kModel},
    {"mistral", 0, "1300", "", throttled, kAccount},
    {"mistral", 0, "3280", "", bad_request, kRequest},
    {"mistral", 422, "", "", bad_request, kRequest},

    // https://ai.google.dev/gemini-api/docs/troubleshooting: a bad key is a 400
    {"google", 400, "", "*api key not valid*", unauthorized, kAccount},
    {"google", 400, "", "*API_KEY_INVALID*", unauthorized, kAccount},
    {"google", 400, "", "*user location is not supported*", forbidden, kAccount},
    {"google", 429, "", "*limit: 0*", entitlement, kModel},
    {"google", 429, "", "*PerDay*", quota, kModel},
    {"google", 429, "", "*spend cap*", spend_limit, kAccount},
    // What others say of an empty purse, Google says of every minute's limit too.
    {"google", 429, "", "*exceeded your current quota*", throttled, kModel},

    {"huggingface", 402, "", "", payment, kAccount},
    {"huggingface", 0, "", "*exceeded your monthly included credits*", payment, kAccount},
    {"together", 402, "", "", payment, kAccount},

    // https://github.com/edgee-ai: allowance and credits share one code
    {"edgee", 0, "usage_limit_exceeded", "*no credits*", payment, kAccount},
    {"edgee", 0, "usage_limit_exceeded", "", quota, kAccount},
    {"edgee", 0, "bad_model_id", "", model_missing, kModel},
    {"edgee", 0, "provider_not_supported", "", model_missing, kModel},
    {"edgee", 0, "streaming_not_supported", "", bad_request, kRequest},
    {"edgee", 0, "provider_error", "", server_error, kModel},

    // Servers on this machine.
    {"llamacpp", 0, "exceed_context_size_error", "", window_overflow, kRequest},
    {"llamacpp", 503, "unavailable_error", "", overloaded, kModel},
    {"llamacpp", 503, "", "*loading model*", overloaded, kModel},
    {"vllm", 0, "", "*maximum context length*", window_overflow, kRequest},  // its Messages: a 500
    {"vllm", 400, "", "*tool choice requires*", bad_request, kModel},
    {"lmstudio", 0, "", "*model unloaded*", overloaded, kModel},
    {"lmstudio", 0, "", "*no models loaded*", model_missing, kModel},
    {"lmstudio", 0, "", "*model_not_found*", model_missing, kModel},
    {"ollama|ollama-cloud", 404, "", "", model_missing, kModel},
    {"ollama|ollama-cloud", 0, "", "*does not support tools*", bad_request, kModel},
    {"ollama-cloud", 0, "", "*usage limit*", plan_cap, kAccount},
});

}  // namespace

std::span<const FailureRow> provider_failure_rows() {
  return kRows;
}

}  // namespace edgee
