#include <algorithm>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "core/catalog/failure_rows.h"

namespace edgee::test {
namespace {

using enum FailureKind;

struct Example {
  const char* provider;
  int status;
  const char* code;
  const char* words;
  FailureKind kind;
  Scope scope;
};

constexpr Example kExamples[] = {
    {"openai", 400, "invalid_encrypted_content", "", thinking_refused, Scope::request},
    {"openai", 400, "", "The encrypted content gAAA could not be verified.", thinking_refused,
     Scope::request},
    {"openai", 400, "", "Item 'rs_1' was provided without its required following item.",
     thinking_refused, Scope::request},
    {"openai", 401, "", "Missing scopes: api.responses.write", unauthorized, Scope::account},
    {"openai", 400, "invalid_prompt", "", bad_request, Scope::request},
    {"openai", 400, "cyber_policy", "", bad_request, Scope::request},
    {"openai", 400, "string_above_max_length", "", bad_request, Scope::request},
    {"openai", 400, "unsupported_parameter", "", bad_request, Scope::request},
    {"openai", 400, "unsupported_value", "", bad_request, Scope::request},
    {"openai", 400, "", "No tool output found for function call call_1.", bad_request,
     Scope::request},
    {"zai", 429, "1113", "\350\264\246\346\210\267\345\267\262\346\254\240\350\264\271", payment,
     Scope::account},
    {"zai", 400, "1261", "Prompt exceeds max length", window_overflow, Scope::request},
    {"zai", 400, "1301", "unsafe content", bad_request, Scope::request},
    {"zai", 429, "1302", "High concurrency", throttled, Scope::account},
    {"zai", 429, "1303", "High frequency", throttled, Scope::account},
    {"zai", 429, "1304", "Daily call limit", quota, Scope::account},
    {"zai", 429, "1305", "overall limit", overloaded, Scope::model},
    {"zai-coding", 429, "1308", "Usage limit reached for 5 hour", plan_cap, Scope::account},
    {"zai-coding", 429, "1309", "plan has expired", payment, Scope::account},
    {"zai-coding", 429, "1310", "Weekly limit exhausted", plan_cap, Scope::account},
    {"zai-coding", 429, "1311", "plan does not include", entitlement, Scope::model},
    {"zai", 429, "1312", "overloaded", overloaded, Scope::model},
    {"zai", 429, "1313", "fair usage", throttled, Scope::account},
    {"zai", 429, "1316", "5 hour limit", plan_cap, Scope::account},
    {"zai", 434, "", "no beta access", entitlement, Scope::model},
    {"zai", 435, "", "file too big", too_large, Scope::request},
    {"moonshot", 429, "exceeded_current_quota_error", "", payment, Scope::account},
    {"moonshot", 429, "rate_limit_reached_error", "", throttled, Scope::account},
    {"kimi-coding", 429, "engine_overloaded_error", "The engine is currently overloaded",
     overloaded, Scope::model},
    {"moonshot", 400, "invalid_request_error",
     "thinking is enabled but reasoning_content is missing in assistant tool call message at index "
     "2",
     bad_request, Scope::request},
    {"deepseek", 402, "", "", payment, Scope::account},
    {"deepseek", 400, "", "Insufficient Balance", payment, Scope::account},
    {"deepseek", 200, "insufficient_system_resource", "", overloaded, Scope::model},
    {"deepseek", 422, "", "", bad_request, Scope::request},
    {"deepseek", 429, "", "", throttled, Scope::account},
    {"openrouter", 402, "402", "Insufficient credits", payment, Scope::account},
    {"openrouter", 200, "402", "more credits needed", payment, Scope::account},
    {"openrouter", 429, "429", "Rate limit exceeded: free-models-per-day", quota, Scope::model},
    {"openrouter", 404, "404", "No endpoints found for x/y", model_missing, Scope::model},
    {"openrouter", 404, "404", "No allowed providers are available", model_missing, Scope::model},
    {"openrouter", 400, "400", "x/y is not a valid model ID", model_missing, Scope::model},
    {"openrouter", 403, "403", "Key limit exceeded (monthly limit)", spend_limit, Scope::account},
    {"openrouter", 403, "403", "requires moderation on OpenAI", bad_request, Scope::request},
    {"openrouter", 200, "502", "Provider disconnected", server_error, Scope::model},
    {"openrouter", 200, "503", "no provider", overloaded, Scope::model},
    {"openrouter", 200, "408", "timed out", request_timeout, Scope::model},
    {"openrouter", 200, "429", "slow down", throttled, Scope::model},
    {"groq", 413, "rate_limit_exceeded", "Request too large for model on tokens per minute (TPM)",
     too_large, Scope::request},
    {"groq", 498, "", "flex capacity exceeded", overloaded, Scope::model},
    {"groq", 400, "tool_use_failed", "Failed to call a function", server_error, Scope::model},
    {"groq", 429, "rate_limit_exceeded", "Rate limit reached on tokens per day (TPD)", quota,
     Scope::model},
    {"groq", 429, "rate_limit_exceeded", "Rate limit reached on requests per day (RPD)", quota,
     Scope::model},
    {"cerebras", 429, "token_quota_exceeded", "", quota, Scope::model},
    {"cerebras", 429, "request_quota_exceeded", "", quota, Scope::model},
    {"cerebras", 429, "queue_exceeded", "", overloaded, Scope::model},
    {"minimax", 200, "1000", "unknown error", server_error, Scope::model},
    {"minimax", 200, "1001", "timeout", request_timeout, Scope::model},
    {"minimax", 200, "1002", "rate limit", throttled, Scope::account},
    {"minimax", 200, "1004", "not authorized", unauthorized, Scope::account},
    {"minimax", 200, "1008", "balance", payment, Scope::account},
    {"minimax", 200, "1013", "internal error", server_error, Scope::model},
    {"minimax", 200, "1026", "sensitive input", bad_request, Scope::request},
    {"minimax", 200, "1027", "sensitive output", bad_request, Scope::request},
    {"minimax", 200, "1039", "token limit", window_overflow, Scope::request},
    {"minimax", 200, "2013", "invalid params", bad_request, Scope::request},
    {"minimax", 200, "2049", "invalid api key", unauthorized, Scope::account},
    {"minimax", 200, "2056", "usage limit", plan_cap, Scope::account},
    {"qwen", 429, "Throttling.RateQuota", "", throttled, Scope::model},
    {"qwen", 429, "Throttling.BurstRate", "", throttled, Scope::model},
    {"qwen", 429, "Throttling.AllocationQuota", "", throttled, Scope::model},
    {"qwen", 429, "Throttling", "", throttled, Scope::model},
    {"qwen", 429, "limit_requests", "You exceeded your current requests list", throttled,
     Scope::model},
    {"qwen", 400, "Arrearage", "Access denied", payment, Scope::account},
    {"qwen", 403, "AllocationQuota.FreeTierOnly", "The free tier is exhausted", quota,
     Scope::model},
    {"qwen", 400, "InvalidParameter", "Range of input length should be [1, 258048]",
     window_overflow, Scope::request},
    {"qwen", 400, "DataInspectionFailed", "", bad_request, Scope::request},
    {"qwen", 400, "data_inspection_failed", "", bad_request, Scope::request},
    {"xai", 403, "", "Your team has used all available credits", payment, Scope::account},
    {"xai", 429, "", "reached its monthly spending limit", spend_limit, Scope::account},
    {"xai", 400, "", "Incorrect API key provided", unauthorized, Scope::account},
    {"mistral", 429, "3505", "Service tier capacity exceeded", overloaded, Scope::model},
    {"mistral", 429, "1300", "Rate limit exceeded", throttled, Scope::account},
    {"mistral", 400, "3280", "Tool call id has to be 9 characters", bad_request, Scope::request},
    {"mistral", 422, "", "Extra inputs are not permitted", bad_request, Scope::request},
    {"google", 400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
     unauthorized, Scope::account},
    {"google", 400, "INVALID_ARGUMENT", "bad request: API_KEY_INVALID", unauthorized,
     Scope::account},
    {"google", 400, "FAILED_PRECONDITION", "User location is not supported for the API use.",
     forbidden, Scope::account},
    {"google", 429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0, model: gemini", entitlement,
     Scope::model},
    {"google", 429, "RESOURCE_EXHAUSTED", "Quota exceeded: GenerateRequestsPerDayPerProject", quota,
     Scope::model},
    {"google", 429, "RESOURCE_EXHAUSTED", "spend cap reached", spend_limit, Scope::account},
    {"vertex", 400, "INVALID_ARGUMENT", "bad request: API_KEY_INVALID", unauthorized,
     Scope::account},
    {"vertex", 429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0", entitlement, Scope::model},
    {"vertex", 429, "RESOURCE_EXHAUSTED", "Quota exceeded: RequestsPerDay", quota, Scope::model},
    {"vertex", 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota: PerMinute", throttled,
     Scope::model},
    {"google", 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota: PerMinute", throttled,
     Scope::model},
    {"huggingface", 402, "", "", payment, Scope::account},
    {"huggingface", 403, "", "You have exceeded your monthly included credits", payment,
     Scope::account},
    {"together", 402, "", "", payment, Scope::account},
    {"edgee", 429, "usage_limit_exceeded", "Organization has no credits remaining", payment,
     Scope::account},
    {"edgee", 429, "usage_limit_exceeded", "Usage limit exceeded: daily", quota, Scope::account},
    {"edgee", 400, "bad_model_id", "", model_missing, Scope::model},
    {"edgee", 400, "provider_not_supported", "", model_missing, Scope::model},
    {"edgee", 400, "streaming_not_supported", "", bad_request, Scope::request},
    {"edgee", 502, "provider_error", "", server_error, Scope::model},
    {"llamacpp", 400, "exceed_context_size_error", "the request exceeds the available context size",
     window_overflow, Scope::request},
    {"llamacpp", 503, "unavailable_error", "Loading model", overloaded, Scope::model},
    {"llamacpp", 503, "", "Loading model", overloaded, Scope::model},
    {"vllm", 500, "internal_error",
     "This model's maximum context length is 32768 tokens. However, you requested 40000",
     window_overflow, Scope::request},
    {"vllm", 400, "BadRequestError", "\"auto\" tool choice requires --enable-auto-tool-choice",
     bad_request, Scope::model},
    {"lmstudio", 200, "", "Model unloaded by user or API request", overloaded, Scope::model},
    {"lmstudio", 404, "", "No models loaded. Please load a model", model_missing, Scope::model},
    {"lmstudio", 400, "", "model_not_found: x", model_missing, Scope::model},
    {"ollama", 404, "", "model 'x' not found, try pulling it first", model_missing, Scope::model},
    {"ollama", 400, "", "x does not support tools", bad_request, Scope::model},
    {"ollama-cloud", 429, "", "you have reached your weekly usage limit", plan_cap, Scope::account},
    {"openai", 400, "context_length_exceeded",
     "Your input exceeds the context window of this model", window_overflow, Scope::request},
    {"some", 400, "exceed_context_size_error", "", window_overflow, Scope::request},
    {"anthropic", 400, "invalid_request_error",
     "prompt is too long: 205000 tokens > 200000 maximum", window_overflow, Scope::request},
    {"together", 400, "", "This model's maximum context length is 8192 tokens", window_overflow,
     Scope::request},
    {"openai", 400, "", "Your input exceeds the context window of this model.", window_overflow,
     Scope::request},
    {"anthropic", 400, "invalid_request_error",
     "input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000", window_overflow,
     Scope::request},
    {"some", 400, "", "context length exceeded", window_overflow, Scope::request},
    {"some", 400, "", "Context window exceeded", window_overflow, Scope::request},
    {"some", 500, "", "the request exceeds the available context size, try increasing it",
     window_overflow, Scope::request},
    {"google", 400, "INVALID_ARGUMENT",
     "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
     window_overflow, Scope::request},
    {"some", 400, "", "Input is too long for requested model.", window_overflow, Scope::request},
    {"some", 400, "", "The prompt is 9000 tokens, longer than the maximum of 8192", window_overflow,
     Scope::request},
    {"some", 400, "", "input exceeds maximum model length", window_overflow, Scope::request},
    {"moonshot", 400, "invalid_request_error",
     "Invalid request: Your request exceeded model token limit: 262144", window_overflow,
     Scope::request},
    {"lmstudio", 400, "", "Trying to keep the first 9000 tokens when context the overflows",
     window_overflow, Scope::request},
    {"some", 400, "", "Too many tokens in the request", window_overflow, Scope::request},
    {"openai", 429, "organization_spend_limit_exceeded", "", spend_limit, Scope::account},
    {"openai", 429, "project_spend_limit_exceeded", "", spend_limit, Scope::account},
    {"openai", 429, "organization_usage_limit_exceeded", "", spend_limit, Scope::account},
    {"anthropic", 429, "enforced_spend_limit_reached", "", spend_limit, Scope::account},
    {"anthropic", 400, "invalid_request_error",
     "You have reached your specified API usage limits. You will regain access on 2026-12-01 at "
     "00:00 UTC.",
     spend_limit, Scope::account},
    {"anthropic", 400, "invalid_request_error", "Reached the workspace API usage limits",
     spend_limit, Scope::account},
    {"anthropic", 429, "", "details: enforced_spend_limit_reached", spend_limit, Scope::account},
    {"some", 429, "", "Workspace spend limit hit", spend_limit, Scope::account},
    {"some", 429, "", "spending limit hit", spend_limit, Scope::account},
    {"some", 400, "", "Budget has been exceeded! Current cost: 10", spend_limit, Scope::account},
    {"openai", 429, "insufficient_quota", "You exceeded your current quota", quota, Scope::account},
    {"openai", 429, "credit_balance_exhausted", "", payment, Scope::account},
    {"anthropic", 402, "billing_error", "", payment, Scope::account},
    {"anthropic", 400, "invalid_request_error",
     "Your credit balance is too low to access the Anthropic API.", payment, Scope::account},
    {"some", 403, "", "Insufficient balance", payment, Scope::account},
    {"some", 403, "", "Insufficient credits", payment, Scope::account},
    {"some", 403, "", "insufficient funds", payment, Scope::account},
    {"some", 429, "", "You exceeded your current quota, please check your plan", payment,
     Scope::account},
    {"some", 429, "", "You are out of credits", payment, Scope::account},
    {"some", 429, "", "no credits remaining", payment, Scope::account},
    {"openai", 429, "usage_limit_reached", "The usage limit has been reached", plan_cap,
     Scope::account},
    {"openai", 429, "usage_not_included", "", entitlement, Scope::model},
    {"anthropic", 429, "rate_limit_error", "Extra usage is required for long context requests.",
     entitlement, Scope::model},
    {"openai", 503, "slow_down", "", overloaded, Scope::model},
    {"openai", 429, "slow_down", "", throttled, Scope::model},
    {"openai", 503, "server_is_overloaded", "", overloaded, Scope::model},
    {"some", 500, "", "The model is overloaded. Please try again later.", overloaded, Scope::model},
    {"some", 500, "", "We are currently overloaded", overloaded, Scope::model},
    {"some", 500, "", "The service is at capacity", overloaded, Scope::model},
    {"some", 503, "", "Loading model", overloaded, Scope::model},
    {"openai", 404, "model_not_found", "", model_missing, Scope::model},
    {"some", 404, "", "The model `x` was not found", model_missing, Scope::model},
    {"some", 404, "", "The model `x` does not exist", model_missing, Scope::model},
    {"anthropic", 404, "not_found_error", "model: claude-x", model_missing, Scope::model},
    {"some", 404, "", "Unknown model x", model_missing, Scope::model},
    {"some", 400, "", "The model x does not exist", model_missing, Scope::model},
    {"some", 400, "", "Model not found: x", model_missing, Scope::model},
    {"some", 400, "", "Invalid model name x", model_missing, Scope::model},
    {"some", 400, "", "Unknown model: x", model_missing, Scope::model},
    {"openai", 401, "invalid_api_key", "Incorrect API key", unauthorized, Scope::account},
    {"some", 403, "", "Invalid API key", unauthorized, Scope::account},
    {"openai", 403, "unsupported_country_region_territory", "", forbidden, Scope::account},
    {"some", 200, "overloaded_error", "Overloaded", overloaded, Scope::model},
    {"some", 200, "service_unavailable_error", "", overloaded, Scope::model},
    {"some", 200, "unavailable_error", "", overloaded, Scope::model},
    {"openai", 200, "rate_limit_exceeded", "", throttled, Scope::model},
    {"some", 200, "rate_limit_error", "", throttled, Scope::model},
    {"google", 200, "RESOURCE_EXHAUSTED", "", throttled, Scope::model},
    {"some", 200, "", "Rate limit exceeded", throttled, Scope::model},
    {"some", 200, "", "Rate limit reached for x", throttled, Scope::model},
    {"some", 200, "", "Too many requests", throttled, Scope::model},
    {"some", 200, "", "Upstream overloaded", overloaded, Scope::model},
    {"some", 200, "authentication_error", "", unauthorized, Scope::account},
    {"some", 200, "permission_error", "", forbidden, Scope::account},
    {"some", 200, "invalid_request_error", "", bad_request, Scope::request},
    {"some", 200, "request_too_large", "", too_large, Scope::request},
};

const WallTime kNow{std::chrono::seconds(1'763'683'200)};  // 2025-11-21

FailureFacts facts(const char* code, const char* words) {
  FailureFacts read;
  read.code = code;
  read.message = words;
  return read;
}

FailureFacts classify(const Example& example, FailureKind read_kind = server_error) {
  FailureFacts read = facts(example.code, example.words);
  read.kind = read_kind;
  return classify_failure(example.provider, example.status, {}, "", read, kNow);
}

bool decides(const FailureRow& row, const Example& example) {
  for (const auto rows : {provider_failure_rows(), common_failure_rows(), plain_failure_rows()}) {
    for (const FailureRow& candidate : rows) {
      if (matches(candidate, example.provider, example.status, example.code, example.words)) {
        return &candidate == &row;
      }
    }
  }
  return false;
}

}  // namespace

TEST_SUITE("core/catalog/classify") {
  TEST_CASE("each code and wording means what its provider says") {
    for (const Example& example : kExamples) {
      CAPTURE(example.provider);
      CAPTURE(example.code);
      CAPTURE(example.words);
      const FailureFacts read = classify(example);
      CHECK(to_string(read.kind) == to_string(example.kind));
      CHECK(read.scope == example.scope);
      CHECK(read.code == example.code);
      CHECK(read.message == example.words);
    }
  }

  TEST_CASE("each row of the tables decides an example") {
    for (const auto rows : {provider_failure_rows(), common_failure_rows(), plain_failure_rows()}) {
      for (const FailureRow& row : rows) {
        CAPTURE(row.providers);
        CAPTURE(row.code);
        CAPTURE(row.wording);
        CHECK(std::any_of(std::begin(kExamples), std::end(kExamples),
                          [&row](const Example& example) { return decides(row, example); }));
      }
    }
  }

  TEST_CASE("a row names providers that exist") {
    for (const FailureRow& row : provider_failure_rows()) {
      CHECK_FALSE(row.providers.empty());
      const std::string_view first = row.providers.substr(0, row.providers.find('|'));
      CHECK(find_catalog_provider(first) != nullptr);
    }
  }

  TEST_CASE("case does not matter") {
    CHECK(classify({"x", 400, "", "PROMPT IS TOO LONG", bad_request, Scope::request}).kind ==
          window_overflow);
  }

  TEST_CASE("another provider's codes mean nothing here") {
    CHECK(classify({"openai", 429, "1308", "", throttled, Scope::model}).kind == throttled);
  }

  TEST_CASE("without a row the status speaks") {
    struct Row {
      int status;
      FailureKind kind;
      Scope scope;
    };
    for (const Row& row : std::initializer_list<Row>{{400, bad_request, Scope::request},
                                                     {401, unauthorized, Scope::account},
                                                     {402, payment, Scope::account},
                                                     {403, forbidden, Scope::account},
                                                     {404, not_found, Scope::provider},
                                                     {408, request_timeout, Scope::model},
                                                     {409, bad_request, Scope::request},
                                                     {413, too_large, Scope::request},
                                                     {429, throttled, Scope::model},
                                                     {500, server_error, Scope::model},
                                                     {502, server_error, Scope::model},
                                                     {503, overloaded, Scope::model},
                                                     {529, overloaded, Scope::model}}) {
      CAPTURE(row.status);
      const FailureFacts read = classify({"some", row.status, "", "x", row.kind, row.scope});
      CHECK(to_string(read.kind) == to_string(row.kind));
      CHECK(read.scope == row.scope);
    }
  }

  TEST_CASE("what the dialect read from headers stays") {
    const Example example{"anthropic",        429,
                          "rate_limit_error", "over your account's rate limit",
                          plan_cap,           Scope::account};
    CHECK(classify(example, plan_cap).kind == plan_cap);
    CHECK(classify(example, entitlement).kind == entitlement);
    CHECK(classify(example).kind == throttled);
  }

  TEST_CASE("the body speaks when the dialect could make nothing of it") {
    const FailureFacts read =
        classify_failure("some", 400, {}, "error: prompt is too long", {}, kNow);
    CHECK(read.kind == window_overflow);
  }

  TEST_CASE("z.ai says only in words when its window opens again") {
    const FailureFacts iso = classify_failure(
        "zai-coding", 429, {}, "",
        facts("1308", "Usage limit reached for 5 hour. Resets at 2026-08-14T00:00:00Z"), kNow);
    REQUIRE(iso.resets_at);
    CHECK(*iso.resets_at == WallTime{std::chrono::seconds(1'786'665'600)});
    const FailureFacts china =
        classify_failure("zai-coding", 429, {}, "",
                         facts("1310",
                               "\346\202\250\347\232\204\351\231\220\351\242\235\345\260\206\345"
                               "\234\250 2026-08-14 08:00:00 \351\207\215\347\275\256"),
                         kNow);
    REQUIRE(china.resets_at);
    CHECK(*china.resets_at == WallTime{std::chrono::seconds(1'786'665'600)});
    const FailureFacts past = classify_failure("zai-coding", 429, {}, "",
                                               facts("1308", "since 2020-08-14T00:00:00Z"), kNow);
    CHECK_FALSE(past.resets_at);
  }

  TEST_CASE("waits come from words and headers, the longest counts") {
    FailureFacts read = facts("rate_limit_exceeded", "Please try again in 1.2s.");
    CHECK(classify_failure("openai", 429, {}, "", read, kNow).retry_after == Duration(1200));
    const HeaderList headers = {{"x-ratelimit-remaining-requests", "0"},
                                {"x-ratelimit-reset-requests", "6m0s"},
                                {"x-ratelimit-remaining-tokens", "100"},
                                {"x-ratelimit-reset-tokens", "9h"}};
    CHECK(classify_failure("openai", 429, headers, "", read, kNow).retry_after ==
          Duration(360'000));
    read.retry_after = Duration(400'000);
    CHECK(classify_failure("openai", 429, headers, "", read, kNow).retry_after ==
          Duration(400'000));
    const FailureFacts azure = facts("429", "Please retry after 20 seconds.");
    CHECK(classify_failure("work", 429, {}, "", azure, kNow).retry_after == Duration(20'000));
  }

  TEST_CASE("a bucket may be one of the minute, the hour or the day") {
    const HeaderList headers = {{"x-ratelimit-remaining-requests-day", "0"},
                                {"x-ratelimit-reset-requests-day", "33011.4"},
                                {"x-ratelimit-remaining-tokens-minute", "0"},
                                {"x-ratelimit-reset-tokens-minute", "11.4"}};
    const FailureFacts read = facts("request_quota_exceeded", "too many");
    CHECK(classify_failure("cerebras", 429, headers, "", read, kNow).retry_after ==
          Duration(33'011'400));
  }

  TEST_CASE("Gemini's daily caps open at midnight in California, its minutes' do not wait for it") {
    const FailureFacts day =
        facts("RESOURCE_EXHAUSTED",
              "You exceeded your current quota, please check your plan and billing details. Please "
              "retry in 37.5s.: GenerateRequestsPerDayPerProjectPerModel-FreeTier");
    const FailureFacts capped = classify_failure("google", 429, {}, "", day, kNow);
    CHECK(capped.kind == quota);
    REQUIRE(capped.resets_at);
    CHECK(*capped.resets_at > kNow);
    CHECK(*capped.resets_at <= kNow + std::chrono::hours(24));
    const FailureFacts minute =
        facts("RESOURCE_EXHAUSTED",
              "You exceeded your current quota, please check your plan and billing details. Please "
              "retry in 37.5s.: GenerateRequestsPerMinutePerProjectPerModel");
    const FailureFacts soon = classify_failure("google", 429, {}, "", minute, kNow);
    CHECK(soon.kind == throttled);
    CHECK_FALSE(soon.resets_at);
    CHECK(soon.retry_after == Duration(37'500));
  }

  TEST_CASE("a ChatGPT plan says in the body when it opens again") {
    const FailureFacts read = facts("usage_limit_reached", "The usage limit has been reached");
    const std::string moment =
        R"({"error":{"type":"usage_limit_reached","resets_at":1999999999,"resets_in_seconds":7}})";
    CHECK(classify_failure("openai", 429, {}, moment, read, kNow).resets_at ==
          WallTime{std::chrono::seconds(1'999'999'999)});
    const std::string wait = R"({"error":{"resets_in_seconds":13872}})";
    CHECK(classify_failure("openai", 429, {}, wait, read, kNow).resets_at ==
          kNow + std::chrono::seconds(13'872));
    for (const std::string_view body :
         {R"({"error":{"resets_at":1}})", R"({"error":{"resets_at":99999999999999}})",
          R"({"error":{"resets_in_seconds":-4}})", R"({"error":3})", "resets_at"}) {
      CAPTURE(body);
      CHECK_FALSE(classify_failure("openai", 429, {}, body, read, kNow).resets_at);
    }
  }

  TEST_CASE("a spending limit opens when its words say, or on the first of the month") {
    const FailureFacts own = facts(
        "invalid_request_error",
        "You have reached your specified API usage limits. You will regain access on 2099-12-01 at "
        "00:00 UTC.");
    const FailureFacts said = classify_failure("anthropic", 400, {}, "", own, kNow);
    CHECK(said.kind == spend_limit);
    CHECK(said.resets_at ==
          WallTime{std::chrono::sys_days{std::chrono::year{2099} / std::chrono::December / 1}});
    const FailureFacts tier = facts("enforced_spend_limit_reached", "Monthly limit");
    const FailureFacts first = classify_failure("anthropic", 429, {}, "", tier, kNow);
    REQUIRE(first.resets_at);
    CHECK(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*first.resets_at))
              .day() == std::chrono::day(1));
  }

  TEST_CASE("a request's own fault names no wait") {
    const FailureFacts read = facts("", "prompt is too long, try again in 5s");
    CHECK_FALSE(classify_failure("some", 400, {}, "", read, kNow).retry_after);
  }
}

}  // namespace edgee::test
