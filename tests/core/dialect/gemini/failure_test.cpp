#include "core/dialect/gemini/failure.h"

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "core/dialect/gemini/gemini.h"

namespace edgee::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

struct Row {
  const char* name;
  int status;
  const char* body;
  FailureKind kind;
  Scope scope;
  const char* code;
};

constexpr Row kRows[] = {
    {"a bad key is a 400", 400,
     R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",)"
     R"("status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo",)"
     R"("reason":"API_KEY_INVALID","domain":"googleapis.com"}]}})",
     FailureKind::unauthorized, Scope::account, "INVALID_ARGUMENT"},
    {"a key named by its reason only", 400,
     R"({"error":{"code":400,"message":"Bad","status":"INVALID_ARGUMENT",)"
     R"("details":[{"reason":"API_KEY_INVALID"}]}})",
     FailureKind::unauthorized, Scope::account, "INVALID_ARGUMENT"},
    {"in a list", 429, R"([{"error":{"code":429,"message":"Q","status":"RESOURCE_EXHAUSTED"}}])",
     FailureKind::throttled, Scope::model, "RESOURCE_EXHAUSTED"},
    {"a day's quota", 429,
     R"({"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED",)"
     R"("details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel",)"
     R"("quotaValue":"100"}]}]}})",
     FailureKind::quota, Scope::model, "RESOURCE_EXHAUSTED"},
    {"no entitlement", 429,
     R"({"error":{"code":429,"message":"Quota exceeded, limit: 0","status":"RESOURCE_EXHAUSTED"}})",
     FailureKind::entitlement, Scope::model, "RESOURCE_EXHAUSTED"},
    {"no entitlement, in the details", 429,
     R"({"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED",)"
     R"("details":[{"violations":[{"quotaId":"FreeTierPerDay","quotaValue":"0"}]}]}})",
     FailureKind::entitlement, Scope::model, "RESOURCE_EXHAUSTED"},
    {"Vertex's shared quota", 429,
     R"({"error":{"code":429,"message":"Resource exhausted. Please try again later.",)"
     R"("status":"RESOURCE_EXHAUSTED"}})",
     FailureKind::throttled, Scope::model, "RESOURCE_EXHAUSTED"},
    {"overflow", 400,
     R"({"error":{"code":400,"message":"The input token count (1050000) exceeds the maximum number )"
     R"(of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}})",
     FailureKind::window_overflow, Scope::request, "INVALID_ARGUMENT"},
    {"a signature is missing", 400,
     R"({"error":{"code":400,"message":"Function call is missing a thought_signature in functionCall )"
     R"(parts","status":"INVALID_ARGUMENT"}})",
     FailureKind::thinking_refused, Scope::request, "INVALID_ARGUMENT"},
    {"a signature of another", 400,
     R"({"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}})",
     FailureKind::thinking_refused, Scope::request, "INVALID_ARGUMENT"},
    {"a place", 400,
     R"({"error":{"code":400,"message":"User location is not supported for the API use.",)"
     R"("status":"FAILED_PRECONDITION"}})",
     FailureKind::forbidden, Scope::account, "FAILED_PRECONDITION"},
    {"the request", 400,
     R"({"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"x\"",)"
     R"("status":"INVALID_ARGUMENT"}})",
     FailureKind::bad_request, Scope::request, "INVALID_ARGUMENT"},
    {"no such model", 404,
     R"({"error":{"code":404,"message":"models/x is not found for API version v1beta",)"
     R"("status":"NOT_FOUND"}})",
     FailureKind::model_missing, Scope::model, "NOT_FOUND"},
    {"overloaded", 503,
     R"({"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}})",
     FailureKind::overloaded, Scope::model, "UNAVAILABLE"},
    {"inside a 200, by its word alone", 200, R"({"error":{"message":"m","status":"UNAVAILABLE"}})",
     FailureKind::overloaded, Scope::model, "UNAVAILABLE"},
    {"HTML", 502, "<html><head><title>Bad Gateway</title></head></html>", FailureKind::server_error,
     Scope::model, ""},
};

FailureFacts read(int status, std::string_view body) {
  return gemini_dialect().read_failure(status, {}, body, WallTime{});
}

}  // namespace

TEST_SUITE("core/dialect/gemini/failure") {
  TEST_CASE("each error has its meaning") {
    for (const Row& row : kRows) {
      CAPTURE(row.name);
      const FailureFacts facts = read(row.status, row.body);
      CHECK(to_string(facts.kind) == to_string(row.kind));
      CHECK(facts.code == row.code);
      if (row.kind != FailureKind::server_error) CHECK(facts.scope == row.scope);
      CHECK_FALSE(facts.in_stream);
    }
  }

  TEST_CASE("the catalogue agrees, for Google and for one of another name") {
    for (const Row& row : kRows) {
      for (const char* provider : {"google", "my-vertex"}) {
        CAPTURE(row.name);
        CAPTURE(provider);
        const FailureFacts facts = classify_failure(provider, row.status, {}, row.body,
                                                    read(row.status, row.body), WallTime{});
        CHECK(to_string(facts.kind) == to_string(row.kind));
      }
    }
  }

  TEST_CASE("of two waits the longer counts") {
    const std::string body =
        R"({"error":{"code":429,"message":"Quota. Please retry in 10h17m5.7s.",)"
        R"("status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"37s"}]}})";
    const FailureFacts facts = read(429, body);
    REQUIRE(facts.retry_after);
    CHECK(*facts.retry_after == hours(10) + minutes(17) + milliseconds(5700));
    const FailureFacts only =
        read(429, R"({"error":{"message":"x","details":[{"retryDelay":"37s"}]}})");
    REQUIRE(only.retry_after);
    CHECK(*only.retry_after == milliseconds(37'000));
  }

  TEST_CASE("a day's quota opens at midnight in California") {
    const WallTime now = std::chrono::sys_days(std::chrono::year{2026} / 11 / 21) + hours(20);
    const char* body = R"({"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED",)"
                       R"("details":[{"violations":[{"quotaId":"RequestsPerDay"}]}]}})";
    for (const char* provider : {"google", "my-vertex"}) {
      const FailureFacts facts = classify_failure(
          provider, 429, {}, body, gemini_dialect().read_failure(429, {}, body, now), now);
      REQUIRE(facts.resets_at);
      CHECK(*facts.resets_at ==
            std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + hours(8));
    }
  }

  TEST_CASE("a 200 that says nothing is no answer, and a long message is cut") {
    CHECK(read(200, "hello").kind == FailureKind::not_an_answer);
    const std::string long_one =
        R"({"error":{"code":500,"message":")" + std::string(5000, 'x') + "\"}}";
    CHECK(read(500, long_one).message.size() == 1000);
  }
}

}  // namespace edgee::test
