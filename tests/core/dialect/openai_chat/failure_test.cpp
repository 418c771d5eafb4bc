#include "core/dialect/openai_chat/failure.h"

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

struct Row {
  const char* name;
  int status;
  const char* body;
  FailureKind kind;
  const char* code;
  const char* message;
};

constexpr Row kRows[] = {
    {"OpenAI", 429,
     R"({"error":{"message":"Slow","type":"requests","param":null,"code":"rate_limit_exceeded"}})",
     FailureKind::throttled, "rate_limit_exceeded", "Slow"},
    {"OpenAI without a code", 400,
     R"({"error":{"message":"Bad","type":"invalid_request_error","code":null}})",
     FailureKind::bad_request, "invalid_request_error", "Bad"},
    {"z.ai: a string code", 429, R"({"error":{"code":"1308","message":"used up"}})",
     FailureKind::throttled, "1308", "used up"},
    {"OpenRouter: a number, upstream's words inside", 429,
     R"({"error":{"code":429,"message":"Provider returned error","metadata":{"raw":"slow","provider_name":"X"}}})",
     FailureKind::throttled, "429", "Provider returned error: slow"},
    {"llama.cpp: the type says more than the code", 400,
     R"({"error":{"code":400,"message":"too long","type":"exceed_context_size_error","n_ctx":4096}})",
     FailureKind::bad_request, "exceed_context_size_error", "too long"},
    {"a plain string", 404, R"({"error":"model 'x' not found"})", FailureKind::not_found, "",
     "model 'x' not found"},
    {"flat", 401, R"({"error":"Unauthorized","message":"no key"})", FailureKind::unauthorized, "",
     "Unauthorized: no key"},
    {"top level (Cerebras, Mistral)", 422,
     R"({"object":"error","message":"extra","type":"invalid_request_error","code":"3051"})",
     FailureKind::bad_request, "3051", "extra"},
    {"Mistral's nested detail", 422,
     R"({"object":"error","message":{"detail":[{"loc":["body","x"],"msg":"Extra inputs"}]},"type":"e"})",
     FailureKind::bad_request, "e", R"(Extra inputs at ["body","x"])"},
    {"FastAPI text", 500, R"({"detail":"broken"})", FailureKind::server_error, "", "broken"},
    {"FastAPI list", 422, R"({"detail":[{"loc":["body"],"msg":"field required"}]})",
     FailureKind::bad_request, "", R"(field required at ["body"])"},
    {"Google, in a list", 429,
     R"([{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"PerDayX"}]}]}}])",
     FailureKind::throttled, "RESOURCE_EXHAUSTED", "Quota: PerDayX"},
    {"MiniMax under 200", 200, R"({"base_resp":{"status_code":1008,"status_msg":"balance"}})",
     FailureKind::server_error, "1008", "balance"},
    {"a status inside a 200", 200, R"({"error":{"code":503,"message":"busy"}})",
     FailureKind::overloaded, "503", "busy"},
    {"HTML", 502, "<html><head><title>Bad Gateway</title></head></html>", FailureKind::server_error,
     "", "Bad Gateway"},
    {"HTML under 200", 200, "<html></html>", FailureKind::not_an_answer, "", "an HTML page"},
    {"text", 503, "upstream connect error", FailureKind::overloaded, "", "upstream connect error"},
    {"nothing", 500, "", FailureKind::server_error, "", ""},
    {"too large", 413, "", FailureKind::too_large, "", ""},
    {"no money", 402, "{}", FailureKind::payment, "", ""},
    {"forbidden", 403, "{}", FailureKind::forbidden, "", ""},
    {"timeout", 408, "{}", FailureKind::request_timeout, "", ""},
};

}  // namespace

TEST_SUITE("core/dialect/openai_chat/failure") {
  TEST_CASE("each envelope is read") {
    for (const Row& row : kRows) {
      CAPTURE(row.name);
      const FailureFacts facts = openai_chat::read_failure(row.status, {}, row.body, WallTime{});
      CHECK(to_string(facts.kind) == to_string(row.kind));
      CHECK(facts.code == row.code);
      CHECK(facts.message == row.message);
      CHECK_FALSE(facts.in_stream);
    }
  }

  TEST_CASE("waits and moments that the envelope names") {
    const FailureFacts wait = openai_chat::read_failure(429, {{"retry-after", "7"}},
                                                        R"({"error":{"message":"x"}})", WallTime{});
    REQUIRE(wait.retry_after);
    CHECK(wait.retry_after->count() == 7000);
    const FailureFacts google = openai_chat::read_failure(
        429, {}, R"({"error":{"code":429,"message":"x","details":[{"retryDelay":"37s"}]}})",
        WallTime{});
    REQUIRE(google.retry_after);
    CHECK(google.retry_after->count() == 37'000);
    const FailureFacts router = openai_chat::read_failure(
        429, {},
        R"({"error":{"code":429,"message":"x","metadata":{"headers":{"X-RateLimit-Reset":"1741305600000"}}}})",
        WallTime{});
    REQUIRE(router.resets_at);
    CHECK(*router.resets_at == WallTime{std::chrono::milliseconds(1'741'305'600'000)});
  }

  TEST_CASE("a long message is cut") {
    const std::string body = R"({"error":{"message":")" + std::string(5000, 'x') + R"("}})";
    CHECK(openai_chat::read_failure(500, {}, body, WallTime{}).message.size() == 1000);
  }
}

}  // namespace edgee::test
