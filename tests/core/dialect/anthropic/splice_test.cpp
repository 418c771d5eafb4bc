#include "core/dialect/splice.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

// The shape of Claude Code's own requests.
std::string claude_code_body() {
  return R"({"model":"claude-opus-4-8","messages":[{"role":"user","content":[{"type":"text","text":"fix \u00e9 it"}]},{"role":"system","content":"Today is Friday."},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"EqQB=="},{"type":"text","text":"On it."},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"ls -l","n": 1.50}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"a\nb","is_error":false,"cache_control":{"type":"ephemeral"}}]}],"system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.197.abc; cc_entrypoint=cli;"},{"type":"text","text":"You are Claude Code.","cache_control":{"type":"ephemeral"}}],"tools":[{"name":"Bash","description":"runs","input_schema":{"type":"object","properties":{"command":{"type":"string"}},"required":["command"]},"eager_input_streaming":true}],"metadata":{"user_id":"{\"device_id\":\"d\",\"session_id\":\"s\"}"},"max_tokens":64000,"thinking":{"type":"adaptive"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"output_config":{"effort":"high"},"stream":true})";
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice") {
  TEST_CASE("Anthropic with an API key gets the agent's bytes with another model") {
    SpliceSetup setup = SpliceSetup::claude();
    std::string expected = claude_code_body();
    expected.replace(expected.find("claude-opus-4-8"), 15, "claude-opus-5-5");
    CHECK(setup.body(claude_code_body()) == expected);
    setup.model = "claude-opus-4-8";
    CHECK(setup.body(claude_code_body()) == claude_code_body());
  }

  TEST_CASE("another server gets what it takes and nothing of the account") {
    const SpliceSetup setup = SpliceSetup::other();
    CHECK(
        setup.body(claude_code_body()) ==
        R"({"model":"glm-5","messages":[{"role":"user","content":[{"type":"text","text":"fix \u00e9 it"},{"type":"text","text":"<system-reminder>\nToday is Friday.\n</system-reminder>"}]},{"role":"assistant","content":[{"type":"text","text":"On it."},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"ls -l","n": 1.50}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"a\nb","is_error":false,"cache_control":{"type":"ephemeral"}}]}],"system":[{"type":"text","text":"You are Claude Code.","cache_control":{"type":"ephemeral"}}],"tools":[{"name":"Bash","description":"runs","input_schema":{"type":"object","properties":{"command":{"type":"string"}},"required":["command"]}}],"max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":31999},"stream":true})");
  }

  TEST_CASE("whatever the target takes, the result is whole JSON and names the model") {
    const Json asked = *parse_json(claude_code_body());
    for (unsigned set = 0; set < 1U << 12U; ++set) {
      const auto bit = [set](unsigned index) { return (set >> index & 1U) != 0; };
      SpliceSetup setup = bit(0) ? SpliceSetup::claude() : SpliceSetup::other();
      MessagesQuirks& quirks = setup.provider.messages;
      quirks.metadata = bit(1);
      quirks.attribution = bit(2);
      quirks.system_messages = bit(3);
      quirks.context_management = bit(4);
      quirks.output_config = bit(5);
      quirks.thinking_adaptive = bit(6);
      quirks.thinking_enabled = bit(7);
      quirks.cache_control = bit(8);
      setup.info.effort = bit(9);
      setup.info.max_output = bit(10) ? 2000 : 0;
      setup.info.thinking = static_cast<ThinkingSupport>(set % 5);
      setup.provider.chat.echo_reasoning = bit(11);
      setup.provider.chat.reasoning_placeholder = "none";
      const auto body = parse_json(setup.body(claude_code_body()));
      CAPTURE(set);
      REQUIRE(body);
      CHECK(string_member(*body, "model") == setup.model);
      CHECK(body->contains("metadata") == bit(1));
      // What the edits do not name stays.
      const bool untouched = (*body)["messages"].back() == asked["messages"].back();
      CHECK(untouched == (bit(0) || bit(8)));
      CHECK((*body)["stream"] == true);
      CHECK((*body)["messages"][0]["content"][0]["text"] == "fix \xC3\xA9 it");
    }
  }

  TEST_CASE("unknown fields pass to Claude's own servers only") {
    const std::string fields =
        R"("messages":[],"service_tier":"auto","speed":"fast","container":"c","mcp_servers":[],"fallbacks":"default","brand_new":{"a":1})";
    CHECK(SpliceSetup::claude().fields(fields) == fields);
    CHECK(SpliceSetup::other().fields(fields) == R"("messages":[])");
  }

  TEST_CASE("max_tokens keeps to the model and, outside Claude, to the window") {
    SpliceSetup setup = SpliceSetup::other();
    CHECK(setup.fields(R"("max_tokens":64000)") == R"("max_tokens":64000)");
    setup.info.max_output = 8192;
    CHECK(setup.fields(R"("max_tokens":64000)") == R"("max_tokens":8192)");
    CHECK(setup.fields(R"("max_tokens":100)") == R"("max_tokens":100)");
    setup.info.max_output = 0;
    setup.info.window = 32'768;
    CHECK(setup.fields(R"("max_tokens":64000)") == R"("max_tokens":32757)");
    const std::string system = R"("system":")" + std::string(200'000, 'x') + R"(",)";
    CHECK(setup.fields(system + R"("max_tokens":64000)").ends_with(R"("max_tokens":4096)"));
    SpliceSetup claude = SpliceSetup::claude();
    claude.info.window = 32'768;
    CHECK(claude.fields(R"("max_tokens":64000)") == R"("max_tokens":64000)");
  }

  TEST_CASE("sampling goes where it is refused") {
    const std::string fields = R"("temperature":0.5,"max_tokens":1,"top_p":0.9,"top_k":5)";
    SpliceSetup setup = SpliceSetup::other();
    CHECK(setup.fields(fields) == fields);
    setup.provider.messages.temperature = false;
    CHECK(setup.fields(fields) == R"("max_tokens":1)");
    setup = SpliceSetup::claude();
    CHECK(setup.fields(fields) == R"("temperature":0.5,"max_tokens":1,"top_k":5)");
    setup.info.sampling = false;
    CHECK(setup.fields(fields) == R"("max_tokens":1)");
  }

  TEST_CASE("output_config keeps what the model takes") {
    const std::string fields =
        R"("output_config":{"effort":"max","format":{"type":"json_schema","schema":{}},"task_budget":{}})";
    SpliceSetup setup = SpliceSetup::claude();
    CHECK(setup.fields(fields) == fields);
    setup.info.effort = false;
    CHECK(setup.fields(fields) ==
          R"("output_config":{"format":{"type":"json_schema","schema":{}},"task_budget":{}})");
    CHECK(setup.fields(R"("output_config":{"effort":"max"})").empty());
    setup = SpliceSetup::other();
    CHECK(setup.fields(fields).empty());
    setup.provider.messages.output_config = true;
    CHECK(setup.fields(fields).empty());
    setup.info.effort = true;
    CHECK(setup.fields(fields) == R"("output_config":{"effort":"max"})");
  }

  TEST_CASE("metadata and the attribution go outside Anthropic") {
    SpliceSetup setup = SpliceSetup::other();
    const std::string header = "x-anthropic-billing-header: cc_version=1;";
    CHECK(setup.fields(R"("metadata":{"user_id":"u"},"stream":true)") == R"("stream":true)");
    CHECK(setup.fields(R"("system":")" + header + R"(")").empty());
    CHECK(setup.fields(R"("system":")" + header + R"(\nYou are")") == R"("system":"You are")");
    CHECK(setup.fields(R"("system":[{"type":"text","text":")" + header + R"("}])").empty());
    CHECK(setup.fields(R"("system":[{"type":"text","text":"a"},{"type":"text","text":")" + header +
                       R"(\nb"}])") ==
          R"("system":[{"type":"text","text":"a"},{"type":"text","text":"b"}])");
    CHECK(setup.fields(R"("system":"You are")") == R"("system":"You are")");
    setup.provider.messages.metadata = true;
    CHECK(setup.fields(R"("metadata":{"user_id":"u"})") == R"("metadata":{"user_id":"u"})");
  }

  TEST_CASE("cache marks go where they are refused") {
    SpliceSetup setup = SpliceSetup::other();
    const std::string fields =
        R"("system":[{"cache_control":{"type":"ephemeral"},"type":"text","text":"a"}],"tools":[{"name":"t","input_schema":{},"cache_control":{}}],"messages":[{"role":"user","content":[{"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}}]}])";
    CHECK(setup.fields(fields) == fields);
    setup.provider.messages.cache_control = false;
    CHECK(
        setup.fields(fields) ==
        R"("system":[{"type":"text","text":"a"}],"tools":[{"name":"t","input_schema":{}}],"messages":[{"role":"user","content":[{"type":"text","text":"b"}]}])");
  }

  TEST_CASE("images are an error where they are refused") {
    SpliceSetup setup = SpliceSetup::other();
    const std::string raw =
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}}]}]})";
    CHECK(setup.body(raw).find("QQ==") != std::string::npos);
    setup.info.images = false;
    CHECK(setup.error(raw) == "glm-5 takes no images");
    setup.info.images = true;
    setup.provider.messages.images = false;
    CHECK(setup.error(raw) == "glm-5 takes no images");
  }

  TEST_CASE("a request that is no object is an error") {
    CHECK(SpliceSetup::other().error("{\"model\"") == "the request is no JSON object");
  }

  TEST_CASE("model names are quoted") {
    SpliceSetup setup = SpliceSetup::other();
    setup.model = "a\"b";
    CHECK(setup.body(R"({"model":"m"})") == R"({"model":"a\"b"})");
  }
}

}  // namespace edgee
