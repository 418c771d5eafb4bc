#include "core/dialect/anthropic/request_decode.h"

#include <string>

#include <doctest/doctest.h>

#include "core/dialect/tool_names.h"

namespace edgee {
using edgee::anthropic::decode_request;

namespace {

Conversation decode(const std::string& fields) {
  const auto conversation = decode_request(R"({"model":"m","messages":[])" + fields + "}");
  REQUIRE(conversation);
  return *conversation;
}

std::vector<Part> parts(const std::string& content) {
  const auto conversation =
      decode_request(R"({"model":"m","messages":[{"role":"user","content":)" + content + "}]}");
  REQUIRE(conversation);
  REQUIRE(conversation->messages.size() == 1);
  return conversation->messages.front().parts;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/request_decode") {
  TEST_CASE("the system prompt is a text or blocks, without the attribution") {
    CHECK(decode(R"(,"system":"be brief")").system == std::vector<std::string>{"be brief"});
    CHECK(
        decode(
            R"(,"system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2; cc_entrypoint=cli;"},
                 {"type":"text","text":"You are"},{"type":"text","text":""},
                 {"type":"text","text":"two","cache_control":{"type":"ephemeral"}}])")
            .system == std::vector<std::string>{"You are", "two"});
    CHECK(decode(R"(,"system":"x-anthropic-billing-header: a=b;\nYou are")").system ==
          std::vector<std::string>{"You are"});
    CHECK(decode("").system.empty());
    CHECK(decode(R"(,"system":null)").system.empty());
  }

  TEST_CASE("a name too long for others is short, wherever it stands") {
    const std::string own = "mcp__" + std::string(90, 'x');
    const std::string plain = plain_tool_name(own);
    REQUIRE(plain.size() == 64);
    const auto read = decode_request(
        R"({"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":")" +
        own + R"(","input":{}}]},{"role":"user","content":[{"type":"tool_result",)" +
        R"("tool_use_id":"t","content":[{"type":"tool_reference","tool_name":")" + own +
        R"("}]}]}],"tools":[{"name":")" + own + R"("},{"type":"mcp_toolset"}],)" +
        R"("tool_choice":{"type":"tool","name":")" + own + R"("}})");
    REQUIRE(read);
    CHECK(read->tools.front().name == plain);
    CHECK(read->tools.back().name.empty());
    CHECK(read->tool_choice->tool == plain);
    CHECK(std::get<ToolCallPart>(read->messages.front().parts.front()).name == plain);
    const auto& result = std::get<ToolResultPart>(read->messages.back().parts.front());
    CHECK(std::get<TextPart>(result.content.front()).text ==
          "The tool " + plain + " can be used now.");
  }

  TEST_CASE("settings are read") {
    const Conversation full = decode(
        R"(,"max_tokens":64000,"temperature":0.5,"top_p":1,"stop_sequences":["a","\n"],"stream":true,
           "thinking":{"type":"enabled","budget_tokens":2048},
           "output_config":{"effort":"xhigh","format":{"type":"json_schema","schema":{"type":"object"}}},
           "tool_choice":{"type":"tool","name":"Bash","disable_parallel_tool_use":true})");
    CHECK(full.model == "m");
    CHECK(full.max_tokens == 64000);
    CHECK(full.temperature == 0.5);
    CHECK(full.top_p == 1.0);
    CHECK(full.stop_sequences == std::vector<std::string>{"a", "\n"});
    CHECK(full.stream);
    CHECK(full.thinking.mode == ThinkingWish::Mode::budget);
    CHECK(full.thinking.budget_tokens == 2048);
    CHECK(full.effort == "xhigh");
    CHECK(full.output_schema_json == R"({"type":"object"})");
    REQUIRE(full.tool_choice);
    CHECK(full.tool_choice->kind == ToolChoice::Kind::tool);
    CHECK(full.tool_choice->tool == "Bash");
    CHECK_FALSE(full.tool_choice->parallel);
    const Conversation bare = decode("");
    CHECK_FALSE(bare.max_tokens);
    CHECK_FALSE(bare.temperature);
    CHECK_FALSE(bare.tool_choice);
    CHECK_FALSE(bare.stream);
    CHECK(bare.thinking.mode == ThinkingWish::Mode::unset);
  }

  TEST_CASE("thinking and choices have their kinds") {
    CHECK(decode(R"(,"thinking":{"type":"disabled"})").thinking.mode ==
          ThinkingWish::Mode::disabled);
    CHECK(decode(R"(,"thinking":{"type":"adaptive"})").thinking.mode ==
          ThinkingWish::Mode::adaptive);
    CHECK(decode(R"(,"thinking":{"type":"between_tools"})").thinking.mode ==
          ThinkingWish::Mode::adaptive);
    CHECK(decode(R"(,"tool_choice":{"type":"any"})").tool_choice->kind == ToolChoice::Kind::any);
    CHECK(decode(R"(,"tool_choice":{"type":"none"})").tool_choice->kind == ToolChoice::Kind::none);
    CHECK(decode(R"(,"tool_choice":{"type":"auto"})").tool_choice->kind ==
          ToolChoice::Kind::automatic);
  }

  TEST_CASE("tools keep their schema's text, server tools their type") {
    const Conversation tools = decode(
        R"(,"tools":[{"name":"Bash","description":"run","input_schema":{"z":1, "a":2}},
           {"type":"custom","name":"B","input_schema":{}},
           {"type":"web_search_20250305","name":"web_search","max_uses":8}])");
    REQUIRE(tools.tools.size() == 3);
    CHECK(tools.tools[0].name == "Bash");
    CHECK(tools.tools[0].description == "run");
    CHECK(tools.tools[0].schema_json == R"({"z":1, "a":2})");
    CHECK(tools.tools[1].server_type.empty());
    CHECK(tools.tools[2].server_type == "web_search_20250305");
  }

  TEST_CASE("messages keep their roles") {
    const auto conversation = decode_request(
        R"({"model":"m","messages":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"assistant","content":"c"}]})");
    REQUIRE(conversation);
    REQUIRE(conversation->messages.size() == 3);
    CHECK(conversation->messages[0].role == Role::user);
    CHECK(conversation->messages[1].role == Role::system);
    CHECK(conversation->messages[2].role == Role::assistant);
    CHECK(std::get<TextPart>(conversation->messages[1].parts[0]).text == "b");
    CHECK(decode_request(R"({"model":"m","messages":[{"role":"tool"}]})").error().message ==
          "messages.0: unknown role 'tool'");
    CHECK_FALSE(decode_request("{"));
    const std::string deep = std::string(300, '[') + std::string(300, ']');
    CHECK(decode_request(R"({"model":"m","messages":[],"x":)" + deep + "}").error().message ==
          "the request is nested too deeply");
  }

  TEST_CASE("texts, images and documents") {
    const auto all = parts(
        R"([{"type":"text","text":"t"},{"type":"text","text":""},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}},
            {"type":"image","source":{"type":"url","url":"https://x/y"}},
            {"type":"image","source":{"type":"file","file_id":"f"}},
            {"type":"document","title":"T","source":{"type":"base64","media_type":"application/pdf","data":"Qg=="}},
            {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}},
            {"type":"document","source":{"type":"content","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}},
            {"type":"document","source":{"type":"url","url":"https://d"}}])");
    REQUIRE(all.size() == 8);
    CHECK(std::get<TextPart>(all[0]).text == "t");
    CHECK(std::get<ImagePart>(all[1]).base64 == "QQ==");
    CHECK(std::get<ImagePart>(all[1]).media_type == "image/png");
    CHECK(std::get<ImagePart>(all[2]).url == "https://x/y");
    CHECK(std::get<OpaquePart>(all[3]).type == "image");
    CHECK(std::get<DocumentPart>(all[4]).base64 == "Qg==");
    CHECK(std::get<DocumentPart>(all[4]).title == "T");
    CHECK(std::get<DocumentPart>(all[5]).text == "plain");
    CHECK(std::get<DocumentPart>(all[6]).text == "a\nb");
    CHECK(std::get<DocumentPart>(all[7]).url == "https://d");
  }

  TEST_CASE("thinking, tool calls and what has no common form") {
    const auto all = parts(
        R"([{"type":"thinking","thinking":"hm","signature":"s"},
            {"type":"thinking","thinking":"foreign","signature":"edgee.foreign.v1"},
            {"type":"redacted_thinking","data":"d"},
            {"type":"tool_use","id":"toolu_1","name":"Bash","input":{"a" : 1}},
            {"type":"tool_use","id":"toolu_2","name":"None"},
            {"type":"server_tool_use","id":"s","name":"web_search","input":{}}])");
    REQUIRE(all.size() == 6);
    CHECK(std::get<ThinkingPart>(all[0]).signature == "s");
    CHECK(std::get<ThinkingPart>(all[1]).text == "foreign");
    CHECK(std::get<ThinkingPart>(all[1]).signature.empty());
    CHECK(std::get<ThinkingPart>(all[2]).redacted);
    CHECK(std::get<ThinkingPart>(all[2]).signature == "d");
    CHECK(std::get<ToolCallPart>(all[3]).input_json == R"({"a" : 1})");
    CHECK(std::get<ToolCallPart>(all[4]).input_json == "{}");
    CHECK(std::get<OpaquePart>(all[5]).type == "server_tool_use");
    CHECK(std::get<OpaquePart>(all[5]).json.starts_with(R"({"type":"server_tool_use")"));
  }

  TEST_CASE("tool results hold text, images and what can be said in words") {
    const auto all = parts(
        R"([{"type":"tool_result","tool_use_id":"a","content":"done"},
            {"type":"tool_result","tool_use_id":"b","is_error":true,"content":[
               {"type":"text","text":"t"},
               {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}},
               {"type":"tool_reference","tool_name":"Grep"},
               {"type":"search_result","title":"T","source":"S","content":[{"type":"text","text":"c"}]}]},
            {"type":"tool_result","tool_use_id":"c"}])");
    REQUIRE(all.size() == 3);
    const auto& first = std::get<ToolResultPart>(all[0]);
    CHECK(first.call_id == "a");
    CHECK_FALSE(first.is_error);
    CHECK(std::get<TextPart>(first.content[0]).text == "done");
    const auto& second = std::get<ToolResultPart>(all[1]);
    CHECK(second.is_error);
    REQUIRE(second.content.size() == 4);
    CHECK(std::get<TextPart>(second.content[0]).text == "t");
    CHECK(std::get<ImagePart>(second.content[1]).base64 == "QQ==");
    CHECK(std::get<TextPart>(second.content[2]).text == "The tool Grep can be used now.");
    CHECK(std::get<TextPart>(second.content[3]).text == "T\nS\nc");
    CHECK(std::get<ToolResultPart>(all[2]).content.empty());
  }
}

}  // namespace edgee
