#include "core/dialect/anthropic/resume_request.h"

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/dialect/anthropic/request_facts.h"

namespace edgee::anthropic {
namespace {

const std::string kRequest =
    R"({ "model" : "claude-x", "messages":[ {"role":"user","content":[{"type":"text","text":"a",)"
    R"("cache_control":{"type":"ephemeral"}}]} ] , "system":[{"type":"text","text":"s"}]})";

}  // namespace

TEST_SUITE("core/dialect/anthropic/resume_request") {
  TEST_CASE("the answer so far and the words to go on stand behind the conversation") {
    const std::vector<std::string> texts{"One.", "T\"w"};
    const auto body = resume_request(walk_request(kRequest), texts, false, "go on");
    REQUIRE(body);
    const auto json = parse_json(*body);
    REQUIRE(json);
    const Json& messages = (*json)["messages"];
    REQUIRE(messages.size() == 3);
    CHECK(messages[1]["role"] == "assistant");
    CHECK(messages[1]["content"][1]["text"] == "T\"w");
    CHECK(messages[2]["role"] == "user");
    CHECK(messages[2]["content"][0]["text"] == "go on");
  }

  TEST_CASE("every byte before it stays, so that the prompt cache holds") {
    const std::vector<std::string> texts{"One."};
    const auto body = resume_request(walk_request(kRequest), texts, false, "go on");
    REQUIRE(body);
    const std::size_t end = kRequest.find(" ] , \"system\"");
    CHECK(body->substr(0, end) == kRequest.substr(0, end));
    CHECK(body->ends_with(R"(] , "system":[{"type":"text","text":"s"}]})"));
  }

  TEST_CASE("a prefill ends with the model's own words") {
    const std::vector<std::string> texts{"One."};
    const auto body = resume_request(walk_request(kRequest), texts, true, "go on");
    REQUIRE(body);
    const auto json = parse_json(*body);
    REQUIRE(json);
    CHECK((*json)["messages"].back()["role"] == "assistant");
  }

  TEST_CASE("a request without messages has no place for an answer") {
    const std::vector<std::string> texts{"One."};
    CHECK_FALSE(resume_request(walk_request(R"({"model":"m"})"), texts, false, "go on"));
    CHECK_FALSE(resume_request(walk_request(R"({"messages":[]})"), texts, false, "go on"));
  }

  TEST_CASE("all thinking goes, messages of nothing else too, and every other byte stays") {
    const std::string body =
        R"({"messages":[{"role":"user","content":"a"},)"
        R"({"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},)"
        R"({"type":"redacted_thinking","data":"d"},{"type":"text","text":"b"}]},)"
        R"({"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"}]},)"
        R"({"role":"user","content":[{"type":"text","text":"c"}]}],"x": 1})";
    const auto without = remove_thinking(walk_request(body));
    REQUIRE(without);
    CHECK(*without == R"({"messages":[{"role":"user","content":"a"},)"
                      R"({"role":"assistant","content":[{"type":"text","text":"b"}]},)"
                      R"({"role":"user","content":[{"type":"text","text":"c"}]}],"x": 1})");
    CHECK_FALSE(remove_thinking(walk_request(*without)));
  }
}

}  // namespace edgee::anthropic
