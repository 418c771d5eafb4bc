#include "core/dialect/anthropic/request_facts.h"

#include <string>

#include <doctest/doctest.h>

namespace edgee {
using edgee::anthropic::check_request;
using edgee::anthropic::read_facts;

namespace {

AgentProfile agent() {
  AgentProfile profile;
  profile.session_header = "x-claude-code-session-id";
  profile.class_header = "x-claude-code-request-class";
  return profile;
}

RequestFacts facts(const std::string& raw, const HeaderList& headers = {}) {
  return read_facts(raw, headers, agent());
}

RequestFacts with_messages(const std::string& messages) {
  return facts(R"({"model":"m","messages":)" + messages + "}");
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/request_facts") {
  TEST_CASE("top-level fields are read in any order") {
    const RequestFacts read = facts(
        R"({ "messages" : [ {"role":"user","content":"model stream tools"} ], "stream" : true,
             "tools":[{"name":"a","input_schema":{"model":"wrong"}}], "max_tokens": 64000,
             "model":"claude-\u006fpus" })");
    CHECK(read.model == "claude-opus");
    CHECK(read.stream);
    CHECK(read.has_tools);
    CHECK(read.max_tokens == 64000);
    CHECK_FALSE(read.has_images);
    CHECK(read.turn_start);
    const RequestFacts bare = facts(R"({"model":"m","tools":[],"stream":false,"max_tokens":-1})");
    CHECK_FALSE(bare.has_tools);
    CHECK_FALSE(bare.stream);
    CHECK(bare.max_tokens == 0);
  }

  TEST_CASE("malformed requests give no facts and no crash") {
    for (const std::string raw : {"", "{", "[]", "null", "{\"model\":", "{\"model\":7}"}) {
      CAPTURE(raw);
      CHECK(facts(raw).model.empty());
    }
  }

  TEST_CASE("a turn starts with a user's message that is no tool result") {
    CHECK(with_messages(R"([{"role":"user","content":"hi"}])").turn_start);
    CHECK(with_messages(R"([{"role":"user","content":[{"type":"text","text":"hi"}]}])").turn_start);
    CHECK(with_messages(R"([{"role":"user","content":"hi"},{"role":"system","content":"be"}])")
              .turn_start);
    CHECK_FALSE(
        with_messages(
            R"([{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"}]}])")
            .turn_start);
    CHECK_FALSE(
        with_messages(
            R"([{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"text","text":"t"}]},{"role":"system","content":"be"}])")
            .turn_start);
    CHECK_FALSE(
        with_messages(R"([{"role":"user","content":"hi"},{"role":"assistant","content":"{"}])")
            .turn_start);
    CHECK(with_messages(
              R"([{"role":"user","content":[{"type":"text","text":"\"type\":\"tool_result\""}]}])")
              .turn_start);
  }

  TEST_CASE("images are seen wherever they stand, talk about them is not") {
    CHECK(
        with_messages(R"([{"role":"user","content":[{"type":"image","source":{}}]}])").has_images);
    CHECK(with_messages(R"([{"role":"user","content":[{ "type" : "image" , "source":{} }]}])")
              .has_images);
    CHECK(
        with_messages(
            R"([{"role":"user","content":[{"type":"tool_result","content":[{"source":{},"type":"image"}]}]}])")
            .has_images);
    CHECK_FALSE(
        with_messages(
            R"([{"role":"user","content":"{\"type\":\"image\"}"},{"type":"text","source":{}}])")
            .has_images);
    CHECK_FALSE(with_messages(R"([{"role":"user","content":[{"type":"text","text":"image"}]}])")
                    .has_images);
    CHECK_FALSE(with_messages(R"([{"kind":"image","source":{}}])").has_images);
    CHECK_FALSE(
        with_messages(
            R"([{"role":"assistant","content":[{"type":"tool_use","input":{"type":"image"}}]}])")
            .has_images);
  }

  TEST_CASE("pictures do not count by their bytes") {
    const std::string text(35'000, 'x');
    const RequestFacts plain = with_messages(R"([{"role":"user","content":")" + text + R"("}])");
    CHECK(plain.estimated_input_tokens > 10'000);
    CHECK(plain.estimated_input_tokens < 10'100);
    const RequestFacts image = with_messages(
        R"([{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":")" +
        std::string(1'000'000, 'A') + R"("}}]}])");
    CHECK(image.estimated_input_tokens > 1'600);
    CHECK(image.estimated_input_tokens < 1'700);
  }

  TEST_CASE("the session comes from the header, else from the metadata") {
    const std::string json =
        R"({"model":"m","metadata":{"user_id":"{\"device_id\":\"d\",\"session_id\":\"s-json\"}"}})";
    CHECK(facts(json, {{"X-Claude-Code-Session-Id", "s-head"}}).session == "s-head");
    CHECK(facts(json).session == "s-json");
    CHECK(facts(R"({"metadata":{"user_id":"user_ab_account_cd_session_s-old"}})").session ==
          "s-old");
    CHECK(facts(R"({"metadata":{"user_id":"someone"}})").session.empty());
    CHECK(facts("{}").session.empty());
    CHECK(facts("{}", {{"x-claude-code-request-class", "subagent"}}).request_class == "subagent");
  }

  TEST_CASE("a good request gives its facts, a bad one says what it lacks") {
    const auto good =
        anthropic::read_request(JsonDoc(R"({"model":"m","messages":[]})"), {}, agent());
    REQUIRE(good);
    CHECK(good->model == "m");
    const auto bad = anthropic::read_request(JsonDoc(R"({"model":"m"})"), {}, agent());
    REQUIRE_FALSE(bad);
    CHECK(bad.error().message == "messages: a list is required");
  }

  TEST_CASE("a request needs a model and a list of messages") {
    CHECK(check_request(R"({"model":"m","messages":[]})"));
    CHECK(check_request("{}").error().message == "model: a non-empty string is required");
    CHECK(check_request(R"({"model":""})").error().message ==
          "model: a non-empty string is required");
    CHECK(check_request(R"({"model":"m"})").error().message == "messages: a list is required");
    CHECK(check_request(R"({"model":"m","messages":{}})").error().message ==
          "messages: a list is required");
    for (const std::string raw : {"", "[]", "{\"model\":\"m\"", "text"}) {
      CAPTURE(raw);
      CHECK(check_request(raw).error().message == "the request is no JSON object");
    }
  }
}

}  // namespace edgee
