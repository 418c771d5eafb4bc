#include "core/dialect/openai_chat/request_facts.h"

#include <string>

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

using openai_chat::read_request;
using openai_chat::walk_request;

RequestFacts facts_of(const std::string& raw, const HeaderList& headers = {}) {
  AgentProfile agent;
  agent.session_header = "x-session-id";
  agent.class_header = "x-class";
  const Result<RequestFacts> facts = read_request(walk_request(raw), headers, agent);
  REQUIRE(facts);
  return *facts;
}

std::string asking(const std::string& messages, const std::string& more = "") {
  return R"({"model":"m","messages":[)" + messages + "]" + more + "}";
}

std::string refused(const std::string& raw) {
  const Result<RequestFacts> facts = read_request(walk_request(raw), {}, {});
  return facts ? "" : facts.error().message;
}

const std::string kHi = R"({"role":"user","content":"hi"})";
const std::string kCall = R"({"role":"assistant","content":null,"tool_calls":[)"
                          R"({"id":"c1","type":"function","function":{"name":"f",)"
                          R"("arguments":"{}"}}]})";

}  // namespace

TEST_SUITE("core/dialect/openai_chat/request_facts") {
  TEST_CASE("the facts of an agent's request") {
    const RequestFacts facts =
        facts_of(asking(kHi, R"(,"stream":true,"tools":[{"type":"function"}],"max_tokens":32000)"),
                 {{"X-Session-Id", "s1"}, {"x-class", "title"}});
    CHECK(facts.model == "m");
    CHECK(facts.stream);
    CHECK(facts.has_tools);
    CHECK(facts.max_tokens == 32'000);
    CHECK(facts.session == "s1");
    CHECK(facts.request_class == "title");
    CHECK(facts.turn_start);
    CHECK_FALSE(facts.has_images);
    CHECK_FALSE(facts.foreign_history);
  }

  TEST_CASE("what a request does not say is not there") {
    const RequestFacts facts = facts_of(asking(kHi, R"(,"tools":[])"));
    CHECK_FALSE(facts.stream);
    CHECK_FALSE(facts.has_tools);
    CHECK(facts.max_tokens == 0);
    CHECK(facts.session.empty());
  }

  TEST_CASE("the newer name of the limit counts before the older") {
    CHECK(facts_of(asking(kHi, R"(,"max_tokens":5,"max_completion_tokens":7)")).max_tokens == 7);
    CHECK(facts_of(asking(kHi, R"(,"max_tokens":5,"max_completion_tokens":null)")).max_tokens == 5);
  }

  TEST_CASE("a session is known by its cache key where no header names it") {
    CHECK(facts_of(asking(kHi, R"(,"prompt_cache_key":"k")")).session == "k");
    CHECK(facts_of(asking(kHi, R"(,"prompt_cache_key":"k")"), {{"x-session-id", "s"}}).session ==
          "s");
  }

  TEST_CASE("a turn starts with the user's words") {
    const std::string result = R"(,{"role":"tool","tool_call_id":"c1","content":"ok"})";
    CHECK(facts_of(asking(kHi)).turn_start);
    CHECK_FALSE(facts_of(asking(kHi + "," + kCall + result)).turn_start);
    CHECK(facts_of(asking(kHi + "," + kCall + result + "," + kHi)).turn_start);
    CHECK_FALSE(
        facts_of(asking(kHi + "," + kCall + result + R"(,{"role":"system","content":"be quick"})"))
            .turn_start);
    CHECK_FALSE(facts_of(asking(kHi + R"(,{"role":"assistant","content":"so"})")).turn_start);
  }

  TEST_CASE("images are seen, and cost as images and not as text") {
    const std::string data(70'000, 'A');
    const std::string image = R"({"role":"user","content":[{"type":"image_url","image_url":)"
                              R"({"url":"data:image/png;base64,)" +
                              data + R"("}}]})";
    const RequestFacts facts = facts_of(asking(image));
    CHECK(facts.has_images);
    CHECK(facts.estimated_input_tokens < 2'000);
    CHECK(facts.estimated_input_tokens > 1'600);
    CHECK_FALSE(
        facts_of(asking(R"({"role":"user","content":"\"type\":\"image_url\""})")).has_images);
  }

  TEST_CASE("text counts with three and a half bytes a token") {
    const std::string words(35'000, 'x');
    const auto tokens =
        facts_of(asking(R"({"role":"user","content":")" + words + R"("})")).estimated_input_tokens;
    CHECK(tokens >= 10'000);
    CHECK(tokens < 10'050);
  }

  TEST_CASE("an id that OpenAI refuses is foreign") {
    const std::string longest(40, 'i');
    const auto answered = [](const std::string& id) {
      return facts_of(
                 asking(kHi + R"(,{"role":"tool","tool_call_id":")" + id + R"(","content":"ok"})"))
          .foreign_history;
    };
    CHECK_FALSE(answered(longest));
    CHECK(answered(longest + "i"));
  }

  TEST_CASE("schemas and arguments are no part of the request's own structure") {
    const RequestFacts facts = facts_of(
        asking(kHi, R"(,"tools":[{"type":"function","function":{"name":"f","parameters":)"
                    R"({"type":"image_url","id":"0123456789012345678901234567890123456789x"}}}])"));
    CHECK_FALSE(facts.has_images);
    CHECK_FALSE(facts.foreign_history);
  }

  TEST_CASE("a malformed request is refused in words") {
    CHECK(refused("hello") == "the request is no JSON object");
    CHECK(refused("[1]") == "the request is no JSON object");
    CHECK(refused(R"({"model":"m","messages":[)") == "the request is no JSON object");
    CHECK(refused(R"({"messages":[]})") == "model: a non-empty string is required");
    CHECK(refused(R"({"model":7,"messages":[]})") == "model: a non-empty string is required");
    CHECK(refused(R"({"model":"m"})") == "messages: a list is required");
  }
}

}  // namespace edgee::test
