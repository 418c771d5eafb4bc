#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

using enum FailureKind;
const WallTime kNow{std::chrono::seconds(1'763'683'200)};

FailureFacts read(int status, const std::string& body, const HeaderList& headers = {}) {
  return responses().read_failure(status, headers, body, kNow);
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/failure") {
  TEST_CASE("the codes of OpenAI and of ChatGPT's plans mean what their pages say") {
    struct Row {
      int status;
      const char* type;
      const char* code;  // "" = null
      FailureKind kind;
    };
    const Row rows[] = {
        {400, "invalid_request_error", "context_length_exceeded", window_overflow},
        {400, "invalid_request_error", "invalid_encrypted_content", thinking_refused},
        {400, "invalid_request_error", "unsupported_parameter", bad_request},
        {400, "invalid_request_error", "invalid_prompt", bad_request},
        {400, "invalid_request_error", "", bad_request},
        {401, "invalid_request_error", "invalid_api_key", unauthorized},
        {404, "invalid_request_error", "model_not_found", model_missing},
        {429, "requests", "rate_limit_exceeded", throttled},
        {429, "insufficient_quota", "insufficient_quota", quota},
        {429, "insufficient_quota", "credit_balance_exhausted", payment},
        {429, "insufficient_quota", "project_spend_limit_exceeded", spend_limit},
        {429, "usage_limit_reached", "", plan_cap},
        {429, "usage_not_included", "", entitlement},
        {429, "rate_limit_error", "slow_down", throttled},
        {500, "server_error", "", server_error},
        {503, "service_unavailable_error", "server_is_overloaded", overloaded},
        {503, "service_unavailable_error", "slow_down", overloaded},
    };
    for (const Row& row : rows) {
      CAPTURE(row.type);
      CAPTURE(row.code);
      const std::string code =
          *row.code == '\0' ? std::string("null") : "\"" + std::string(row.code) + "\"";
      const std::string body = R"({"error":{"message":"x","type":")" + std::string(row.type) +
                               R"(","param":null,"code":)" + code + "}}";
      const FailureFacts facts =
          classify_failure("openai", row.status, {}, body, read(row.status, body), kNow);
      CHECK(facts.kind == row.kind);
      CHECK(facts.message == "x");
      CHECK_FALSE(facts.in_stream);
    }
  }

  TEST_CASE("refused reasoning of another account is told by its wording too") {
    for (const char* words :
         {"The encrypted content gAAA could not be verified.",
          "Item 'rs_1' of type 'reasoning' was provided without its required following item."}) {
      const std::string body = R"({"error":{"message":")" + std::string(words) + "\"}}";
      CHECK(classify_failure("openai", 400, {}, body, read(400, body), kNow).kind ==
            thinking_refused);
    }
  }

  TEST_CASE("other envelopes are read as well") {
    CHECK(read(400, R"({"error":"plain"})").message == "plain");
    CHECK(read(400, R"({"detail":"said so"})").message == "said so");
    CHECK(read(502, "<html><title>Bad gateway</title>").message == "Bad gateway");
    CHECK(read(502, "oops").message == "oops");
    CHECK(read(502, "").kind == server_error);
    CHECK(read(200, "{}").kind == not_an_answer);
    CHECK(read(429, "{}", {{"retry-after", "7"}}).retry_after == Duration(7000));
  }

  TEST_CASE("errors are written with the codes that Codex acts on") {
    struct Row {
      int status;
      std::optional<FailureKind> kind;
      const char* code;  // "" = null
    };
    const Row rows[] = {
        {400, window_overflow, "context_length_exceeded"},
        {429, quota, "insufficient_quota"},
        {429, payment, "insufficient_quota"},
        {429, plan_cap, "usage_limit_reached"},
        {429, throttled, "rate_limit_exceeded"},
        {403, entitlement, "usage_not_included"},
        {401, unauthorized, "invalid_api_key"},
        {404, model_missing, "model_not_found"},
        {503, overloaded, "server_error"},
        {502, cut, "server_error"},
        {400, bad_request, "invalid_prompt"},
        {400, std::nullopt, ""},
        {404, std::nullopt, ""},
        {401, std::nullopt, "invalid_api_key"},
        {429, std::nullopt, "rate_limit_exceeded"},
        {500, std::nullopt, "server_error"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.status);
      CAPTURE(row.code);
      const Json error = parse_json(responses().encode_error(row.status, row.kind, "why \"so\""))
                             .value_or(Json())["error"];
      CHECK(string_member(error, "code") == row.code);
      CHECK(error["message"] == "why \"so\"");
      CHECK_FALSE(string_member(error, "type").empty());
      CHECK(error.contains("param"));
    }
  }

  TEST_CASE("an error event is a fault to whoever reads it") {
    const auto events = decode(responses().encode_error_event(502, plan_cap, "used up"));
    REQUIRE(events.size() == 1);
    const auto* fault = std::get_if<Fault>(&events[0]);
    REQUIRE(fault != nullptr);
    CHECK(fault->facts.kind == plan_cap);
    CHECK(fault->facts.message == "used up");
    CHECK(fault->facts.in_stream);
  }
}

}  // namespace edgee::test
