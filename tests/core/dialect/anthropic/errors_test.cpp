#include "core/dialect/anthropic/errors.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/anthropic/error_types.h"
#include "core/dialect/anthropic/stream_decoder.h"
#include "tests/core/dialect/describe.h"

namespace edgee::anthropic {

TEST_SUITE("core/dialect/anthropic/errors") {
  TEST_CASE("each status has the type that the vendor gives it") {
    struct Row {
      int status;
      std::string type;
    };
    const Row rows[] = {{400, "invalid_request_error"},
                        {401, "authentication_error"},
                        {402, "billing_error"},
                        {403, "permission_error"},
                        {404, "not_found_error"},
                        {409, "conflict_error"},
                        {413, "request_too_large"},
                        {422, "invalid_request_error"},
                        {429, "rate_limit_error"},
                        {500, "api_error"},
                        {502, "api_error"},
                        {503, "overloaded_error"},
                        {504, "timeout_error"},
                        {529, "overloaded_error"}};
    for (const Row& row : rows) {
      CAPTURE(row.status);
      CHECK(encode_error(row.status, "it \"broke\"") ==
            R"({"type":"error","error":{"type":")" + row.type + R"(","message":"it \"broke\""}})");
    }
    CHECK(encode_error_event(529, "x") ==
          "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
          "\"message\":\"x\"}}\n\n");
  }

  TEST_CASE("every kind of failure reads back as an error of a fitting type") {
    for (int kind = 0; kind <= static_cast<int>(FailureKind::not_encodable); ++kind) {
      FailureFacts facts;
      facts.kind = static_cast<FailureKind>(kind);
      const std::string type(error_type_of(facts.kind));
      CAPTURE(to_string(facts.kind));
      CHECK(status_of_error_type(type) != 0);
      CHECK(encode_fault(facts).find("\"" + type + "\"") != std::string::npos);
    }
    FailureFacts named;
    named.kind = FailureKind::throttled;
    named.code = "overloaded_error";
    named.message = "m";
    CHECK(encode_fault(named).find("\"overloaded_error\"") != std::string::npos);
  }

  TEST_CASE("keep-alives are events that say nothing") {
    Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed(kKeepAlive, events);
    decoder.feed(kKeepAliveEvent, events);
    CHECK_FALSE(decoder.broken());
    CHECK_FALSE(decoder.in_event());
    CHECK(describe(events) == "ping\nping\n");
    for (const StreamEvent& event : events)
      CHECK_FALSE(is_content(event));
  }
}

}  // namespace edgee::anthropic
