#include "core/dialect/openai_chat/errors.h"

#include <initializer_list>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "core/dialect/openai_chat/openai_chat.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"

namespace edgee::test {
namespace {

using openai_chat::encode_error;
using openai_chat::encode_error_event;
using Kind = FailureKind;

Json error_of(int status, std::optional<Kind> kind) {
  return Json::parse(encode_error(status, kind, "why"))["error"];
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/errors") {
  TEST_CASE("the envelope is OpenAI's") {
    CHECK(encode_error(400, Kind::window_overflow, "too \"long\"") ==
          R"({"error":{"message":"too \"long\"","type":"invalid_request_error","param":null,)"
          R"("code":"context_length_exceeded"}})");
    CHECK(encode_error_event(500, std::nullopt, "x") ==
          R"(data: {"error":{"message":"x","type":"server_error","param":null,)"
          R"("code":"server_error"}})"
          "\n\n");
  }

  TEST_CASE("codes that clients act on, by what failed") {
    struct Row {
      int status;
      std::optional<Kind> kind;
      const char* code;
    };
    for (const Row& row : std::initializer_list<Row>{
             {400, Kind::window_overflow, "context_length_exceeded"},
             {429, Kind::throttled, "rate_limit_exceeded"},
             {429, Kind::quota, "insufficient_quota"},
             {429, Kind::plan_cap, "insufficient_quota"},
             {429, Kind::spend_limit, "insufficient_quota"},
             {502, Kind::payment, "insufficient_quota"},
             {401, Kind::unauthorized, "invalid_api_key"},
             {404, Kind::model_missing, "model_not_found"},
             {529, Kind::overloaded, "server_is_overloaded"},
             {502, Kind::cut, "server_error"},
             {504, Kind::head_timeout, "server_error"},
             {429, std::nullopt, "rate_limit_exceeded"},
             {401, std::nullopt, "invalid_api_key"},
             {503, std::nullopt, "server_is_overloaded"},
         }) {
      CAPTURE(row.code);
      CHECK(error_of(row.status, row.kind)["code"] == row.code);
    }
    CHECK(error_of(400, Kind::bad_request)["code"].is_null());
    CHECK(error_of(400, std::nullopt)["type"] == "invalid_request_error");
    CHECK(error_of(403, Kind::forbidden)["type"] == "permission_error");
  }

  TEST_CASE("another provider's key is not said to be the agent's") {
    for (const Kind kind : {Kind::unauthorized, Kind::forbidden, Kind::entitlement}) {
      CHECK(error_of(502, kind)["code"] == "server_error");
    }
    FailureFacts facts;
    facts.kind = Kind::unauthorized;
    facts.code = "invalid_api_key";
    facts.message = "bad key";
    CHECK(openai_chat::encode_fault(facts).find("invalid_api_key") == std::string::npos);
  }

  TEST_CASE("a fault keeps a code that is one of OpenAI's") {
    FailureFacts facts;
    facts.code = "context_length_exceeded";
    CHECK(openai_chat::encode_fault(facts) ==
          R"(data: {"error":{"message":"server_error","type":"invalid_request_error",)"
          R"("param":null,"code":"context_length_exceeded"}})"
          "\n\n");
    facts.code = "1305";
    facts.kind = Kind::overloaded;
    CHECK(openai_chat::encode_fault(facts).find("server_is_overloaded") != std::string::npos);
  }

  TEST_CASE("what is written as an error is read as the same failure") {
    for (const Kind kind : {Kind::window_overflow, Kind::throttled, Kind::quota, Kind::overloaded,
                            Kind::model_missing}) {
      const auto events = decode(encode_error_event(502, kind, "why"));
      REQUIRE(events.size() == 1);
      const auto* fault = std::get_if<Fault>(&events.front());
      REQUIRE(fault != nullptr);
      CHECK(fault->facts.message == "why");
      CHECK(classify_failure("any", 200, {}, "", fault->facts, {}).kind == kind);
    }
  }

  TEST_CASE("keep-alives say nothing and open nothing") {
    CHECK(lines(decode(std::string(openai_chat_dialect().keep_alive))) == "ping\n");
    const Request request = asked("m");
    std::string event;
    const auto encoder = openai_chat_dialect().make_encoder(request);
    encoder->resume({});
    encoder->encode(TextDelta{}, event);
    const std::string before = R"(data: {"id":"c","choices":[{"delta":{"content":"a"}}]})"
                               "\n\n";
    const std::string after = R"(data: {"choices":[{"delta":{"content":"b"},)"
                              R"("finish_reason":"stop"}]})"
                              "\n\ndata: [DONE]\n\n";
    CHECK(lines(decode(before + event + after)) == lines(decode(before + after)));
  }
}

}  // namespace edgee::test
