#include <doctest/doctest.h>

#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

std::string refusal(const std::string& raw) {
  const Request request;
  const JsonDoc body = responses().walk_request(raw);
  const auto facts = responses().read_request(body, request, {});
  return facts ? "" : facts.error().message;
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/request_facts") {
  TEST_CASE("the facts of a request") {
    const Request request = request_of(
        body_of(R"([{"role":"user","content":[{"type":"input_image","image_url":"x"}]}])",
                R"("stream":true,"max_output_tokens":7,"tools":[{"type":"web_search"}],)"
                R"("prompt_cache_key":"key")"));
    CHECK(request.facts.model == "m");
    CHECK(request.facts.stream);
    CHECK(request.facts.has_tools);
    CHECK(request.facts.has_images);
    CHECK(request.facts.turn_start);
    CHECK_FALSE(request.facts.foreign_history);
    CHECK(request.facts.max_tokens == 7);
    CHECK(request.facts.session == "key");
    CHECK(request_of(body_of(R"("x")"), {{"Session-Id", "s"}}).facts.session == "s");
  }

  TEST_CASE("a turn starts with the user's message, not with a tool's output") {
    struct Row {
      const char* input;
      bool starts;
    };
    const Row rows[] = {
        {R"("x")", true},
        {R"([])", true},
        {R"([{"role":"user","content":"x"}])", true},
        {R"([{"role":"user","content":"x"},{"role":"developer","content":"y"}])", true},
        {R"([{"type":"function_call_output","call_id":"c","output":"x"}])", false},
        {R"([{"type":"custom_tool_call_output","call_id":"c","output":"x"}])", false},
        {R"([{"role":"assistant","content":"x"}])", false},
    };
    for (const Row& row : rows) {
      CAPTURE(row.input);
      CHECK(request_of(body_of(row.input)).facts.turn_start == row.starts);
    }
  }

  TEST_CASE("tools inside the input count, and our own reasoning is foreign") {
    CHECK(request_of(body_of(R"([{"type":"additional_tools","tools":[]}])")).facts.has_tools);
    CHECK_FALSE(request_of(body_of(R"("x")", R"("tools":[])")).facts.has_tools);
    CHECK(request_of(body_of(R"([{"type":"reasoning","id":"rs_edgee_1_0","summary":[]}])"))
              .facts.foreign_history);
    CHECK_FALSE(request_of(body_of(R"([{"type":"reasoning","id":"rs_1","summary":[]}])"))
                    .facts.foreign_history);
  }

  TEST_CASE("an image is not billed by its bytes") {
    const std::string data(400'000, 'A');
    const auto tokens =
        request_of(body_of(R"([{"role":"user","content":[{"type":"input_image","image_url":")" +
                           data + R"("}]}])"))
            .facts.estimated_input_tokens;
    CHECK(tokens > 1600);
    CHECK(tokens < 1700);
  }

  TEST_CASE("a malformed request is refused in words for the user") {
    CHECK(refusal("[]") == "the request is no JSON object");
    CHECK(refusal("{") == "the request is no JSON object");
    CHECK(refusal(R"({"input":"x"})") == "model: a non-empty string is required");
    CHECK(refusal(R"({"model":"m"})") == "input: a string or a list is required");
    CHECK(refusal(body_of(R"("x")")).empty());
  }
}

}  // namespace edgee::test
