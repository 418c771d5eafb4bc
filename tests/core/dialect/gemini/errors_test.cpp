#include "core/dialect/gemini/errors.h"

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/dialect/gemini/gemini.h"

namespace edgee::test {
namespace {

Json error(int status, std::optional<FailureKind> kind, std::string_view message) {
  const auto parsed = parse_json(gemini_dialect().encode_error(status, kind, message));
  REQUIRE(parsed);
  return (*parsed)["error"];
}

}  // namespace

TEST_SUITE("core/dialect/gemini/errors") {
  TEST_CASE("an error has Google's envelope, its word from the kind or else from the status") {
    const Json plain = error(503, std::nullopt, "busy");
    CHECK(plain == Json::parse(R"({"code":503,"message":"busy","status":"UNAVAILABLE"})"));
    CHECK(error(502, FailureKind::throttled, "x")["status"] == "RESOURCE_EXHAUSTED");
    CHECK(error(502, FailureKind::throttled, "x")["code"] == 502);
    CHECK(error(401, std::nullopt, "x")["status"] == "UNAUTHENTICATED");
    CHECK(error(418, std::nullopt, "x")["status"] == "INVALID_ARGUMENT");
    CHECK(error(599, std::nullopt, "x")["status"] == "INTERNAL");
  }

  TEST_CASE("every kind has a word that Google knows") {
    for (int at = 0; at <= static_cast<int>(FailureKind::not_encodable); ++at) {
      const auto kind = static_cast<FailureKind>(at);
      CAPTURE(to_string(kind));
      const std::string word = error(500, kind, "x")["status"];
      CHECK(word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos);
    }
  }

  TEST_CASE("a cap that no retry soon lifts is marked so that Gemini CLI stops asking") {
    for (const FailureKind kind : {FailureKind::quota, FailureKind::plan_cap, FailureKind::payment,
                                   FailureKind::spend_limit, FailureKind::entitlement}) {
      CAPTURE(to_string(kind));
      const Json details = error(429, kind, "x")["details"];
      CHECK(details[0]["@type"] == "type.googleapis.com/google.rpc.QuotaFailure");
      const std::string id = details[0]["violations"][0]["quotaId"];
      CHECK(id.find("PerDay") != std::string::npos);
    }
    CHECK_FALSE(error(429, FailureKind::throttled, "x").contains("details"));
  }

  TEST_CASE("a wait that the words name is told as one") {
    const Json details =
        error(429, FailureKind::throttled, "Slow. Please retry in 1m1.2s.")["details"];
    CHECK(details == Json::parse(R"([{"@type":"type.googleapis.com/google.rpc.RetryInfo",)"
                                 R"("retryDelay":"62s"}])"));
  }

  TEST_CASE("an overflow says so in Google's words") {
    const std::string told =
        error(400, FailureKind::window_overflow, "prompt is too long")["message"];
    CHECK(told ==
          "The input token count exceeds the maximum number of tokens allowed: "
          "prompt is too long");
    const std::string own =
        "The input token count (5) exceeds the maximum number of tokens allowed (4).";
    CHECK(error(400, FailureKind::window_overflow, own)["message"] == own);
  }

  TEST_CASE("in a stream the error is an event of its own") {
    const std::string event =
        gemini_dialect().encode_error_event(502, FailureKind::cut, "cut\noff");
    CHECK(event.starts_with("data: {\"error\":{\"code\":502,"));
    CHECK(event.ends_with("}\n\n"));
    CHECK(event.find('\n') == event.size() - 2);
  }
}

}  // namespace edgee::test
