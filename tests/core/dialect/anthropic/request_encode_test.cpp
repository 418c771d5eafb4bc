#include "core/dialect/anthropic/request_encode.h"

#include <string>

#include <doctest/doctest.h>

#include "core/dialect/anthropic/request_decode.h"
#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {
using edgee::anthropic::decode_request;
using edgee::anthropic::encode_request;

namespace {

std::string encode(const SpliceSetup& setup, const Conversation& conversation) {
  const auto body =
      encode_request(conversation, EncodeTarget{setup.provider, setup.info, setup.model, {}});
  REQUIRE(body);
  return *body;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/request_encode") {
  TEST_CASE("a decoded request encodes to the same request") {
    const std::string raw =
        R"({"model":"claude-opus-5-5","max_tokens":100,"system":[{"type":"text","text":"be"}],"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}},{"type":"image","source":{"type":"url","url":"u"}},{"type":"document","source":{"type":"text","media_type":"text/plain","data":"p"},"title":"T"}]},{"role":"system","content":[{"type":"text","text":"s"}]},{"role":"assistant","content":[{"type":"thinking","thinking":"h","signature":"s"},{"type":"redacted_thinking","data":"d"},{"type":"tool_use","id":"t","name":"n","input":{"z": 1}},{"type":"server_tool_use","id":"x"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"r"}],"is_error":true}]}],"tools":[{"name":"n","description":"d","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"auto","disable_parallel_tool_use":true},"temperature":0.25,"stop_sequences":["x"],"thinking":{"type":"adaptive"},"output_config":{"effort":"low","format":{"type":"json_schema","schema":{"a":1}}},"stream":true})";
    const auto conversation = decode_request(raw);
    REQUIRE(conversation);
    CHECK(encode(SpliceSetup::claude(), *conversation) == raw);
  }

  TEST_CASE("words and settings that only others take do not arrive") {
    Conversation conversation;
    conversation.system = {" "};
    conversation.messages.push_back({Role::user, {TextPart{"\n"}, TextPart{"hi"}}});
    conversation.messages.push_back({Role::assistant, {TextPart{" \t"}}});
    conversation.messages.push_back({Role::user, {ToolResultPart{"t", {TextPart{"\n"}}, false}}});
    conversation.temperature = 1.5;
    conversation.stop_sequences = {"\n", "END"};
    CHECK(
        encode(SpliceSetup::claude(), conversation) ==
        R"({"model":"claude-opus-5-5","max_tokens":32000,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[]}]}],"temperature":1,"stop_sequences":["END"]})");
  }

  TEST_CASE("what is unset or empty is not written") {
    Conversation conversation;
    conversation.messages.push_back({Role::user, {TextPart{"hi"}}});
    conversation.messages.push_back({Role::assistant, {ThinkingPart{"unsigned", "", false}}});
    conversation.tools.push_back({"n", "", "", ""});
    conversation.tool_choice = ToolChoice{ToolChoice::Kind::any, "", true};
    CHECK(
        encode(SpliceSetup::claude(), conversation) ==
        R"({"model":"claude-opus-5-5","max_tokens":32000,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"tools":[{"name":"n","input_schema":{"type":"object"}}],"tool_choice":{"type":"any"}})");
  }

  TEST_CASE("the target's limits hold here too") {
    const auto conversation = decode_request(
        R"({"model":"m","max_tokens":9000,"messages":[{"role":"user","content":"a"},{"role":"system","content":"s"}],"tool_choice":{"type":"none"},"thinking":{"type":"enabled","budget_tokens":2000},"top_p":0.5})");
    REQUIRE(conversation);
    SpliceSetup setup = SpliceSetup::other();
    setup.info.max_output = 4000;
    CHECK(
        encode(setup, *conversation) ==
        R"({"model":"glm-5","max_tokens":4000,"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"<system-reminder>\ns\n</system-reminder>"}]}],"top_p":0.5,"thinking":{"type":"enabled","budget_tokens":2000}})");
    Conversation forced;
    forced.tools.push_back({"web_search", "", "", "web_search_20250305"});
    forced.tool_choice = ToolChoice{ToolChoice::Kind::tool, "web_search", true};
    CHECK_FALSE(encode_request(forced, EncodeTarget{setup.provider, setup.info, setup.model, {}}));
  }

  TEST_CASE("headers carry no credential") {
    SpliceSetup setup = SpliceSetup::other();
    setup.provider.extra_headers = {{"X-Title", "edgee"}};
    const HeaderList headers =
        anthropic::request_headers(EncodeTarget{setup.provider, setup.info, setup.model, {}}, true);
    CHECK(header_value(headers, "accept") == "text/event-stream");
    CHECK(header_value(headers, "content-type") == "application/json");
    CHECK(header_value(headers, "anthropic-version") == "2023-06-01");
    CHECK(header_value(headers, "x-title") == "edgee");
    CHECK(find_header(headers, "authorization") == nullptr);
    CHECK(find_header(headers, "x-api-key") == nullptr);
  }
}

}  // namespace edgee
