#include "core/dialect/gemini/request_encode.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Conversation asks(std::string words = "Hi") {
  Conversation conversation;
  conversation.messages.push_back({Role::user, {TextPart{std::move(words)}}});
  return conversation;
}

ToolSpec tool(std::string name, std::string schema = R"({"type":"object"})") {
  ToolSpec spec;
  spec.name = std::move(name);
  spec.schema_json = std::move(schema);
  return spec;
}

Json json(std::string_view text) {
  return parse_json(text).value_or(Json());
}

}  // namespace

TEST_SUITE("core/dialect/gemini/request_encode") {
  TEST_CASE("a request says what the conversation says, without model and stream") {
    Conversation conversation = asks();
    conversation.model = "claude";
    conversation.stream = true;
    conversation.system = {"Be brief.", "Be kind."};
    conversation.max_tokens = 100;
    conversation.temperature = 0.5;
    conversation.top_p = 0.25;
    conversation.stop_sequences = {"a", "b", "c", "d", "e", "f"};
    CHECK(encode_gemini(conversation) ==
          json(R"({"systemInstruction":{"parts":[{"text":"Be brief."},{"text":"Be kind."}]},)"
               R"("contents":[{"role":"user","parts":[{"text":"Hi"}]}],)"
               R"("generationConfig":{"maxOutputTokens":100,"temperature":0.5,"topP":0.25,)"
               R"("stopSequences":["a","b","c","d","e"]}})"));
  }

  TEST_CASE("functions keep the bytes of their schemas, but for what is refused") {
    Conversation conversation = asks();
    conversation.tools = {tool("read", R"({ "type":"object" })"),
                          tool("find", R"({"$schema":"x","type":"object"})"), tool("bare", "{}")};
    conversation.tools[0].description = "Reads.";
    const Result<std::string> body =
        gemini_dialect().encode_request(conversation, GeminiTarget().view());
    REQUIRE(body);
    CHECK(body->find(R"("parametersJsonSchema":{ "type":"object" })") != std::string::npos);
    CHECK(json(*body)["tools"] ==
          json(R"([{"functionDeclarations":[{"name":"read","description":"Reads.",)"
               R"("parametersJsonSchema":{"type":"object"}},{"name":"find","parametersJsonSchema":)"
               R"({"type":"object"}},{"name":"bare"}]}])"));
  }

  TEST_CASE("each choice of tools has its mode") {
    struct Row {
      ToolChoice choice;
      const char* config;
    };
    using Kind = ToolChoice::Kind;
    const Row rows[] = {
        {{Kind::automatic, "", true}, "null"},
        {{Kind::none, "", true}, R"({"functionCallingConfig":{"mode":"NONE"}})"},
        {{Kind::any, "", false}, R"({"functionCallingConfig":{"mode":"ANY"}})"},
        {{Kind::tool, "read", true},
         R"({"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["read"]}})"}};
    for (const Row& row : rows) {
      Conversation conversation = asks();
      conversation.tools = {tool("read")};
      conversation.tool_choice = row.choice;
      CAPTURE(row.config);
      CHECK(member(encode_gemini(conversation), "toolConfig") == json(row.config));
    }
  }

  TEST_CASE("a server's tool is left out, and refused when it is the point") {
    Conversation conversation = asks();
    conversation.tools = {tool("read"), tool("web_search")};
    conversation.tools[1].server_type = "web_search_20250305";
    CHECK(encode_gemini(conversation)["tools"][0]["functionDeclarations"].size() == 1);
    conversation.tool_choice = ToolChoice{ToolChoice::Kind::tool, "web_search", true};
    CHECK(encode_gemini(conversation)["refused"] == "cannot run the server tool web_search");
  }

  TEST_CASE("the form of an answer is a schema") {
    Conversation conversation = asks();
    conversation.output_schema_json = R"({"type":"object"})";
    CHECK(
        encode_gemini(conversation)["generationConfig"] ==
        json(R"({"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}})"));
  }

  TEST_CASE("beside functions, models before Gemini 3 are asked for the form in words") {
    Conversation conversation = asks();
    conversation.output_schema_json = R"({"type":"object"})";
    conversation.tools = {tool("read")};
    const Json body = encode_gemini(conversation, GeminiTarget("gemini-2.5-pro"));
    CHECK_FALSE(body.contains("generationConfig"));
    const std::string words = body["systemInstruction"]["parts"][0]["text"];
    CHECK(words.ends_with(R"({"type":"object"})"));
  }

  TEST_CASE("no more is asked for than the model can write") {
    Conversation conversation = asks();
    conversation.max_tokens = 500'000;
    CHECK(encode_gemini(conversation, GeminiTarget("gemini-3.8-flash"))["generationConfig"] ==
          json(R"({"maxOutputTokens":65536})"));
  }

  TEST_CASE("thinking is asked for and shown as the agent wants it") {
    Conversation conversation = asks();
    conversation.thinking.mode = ThinkingWish::Mode::adaptive;
    conversation.effort = "medium";
    CHECK(encode_gemini(conversation)["generationConfig"]["thinkingConfig"] ==
          json(R"({"includeThoughts":true,"thinkingLevel":"medium"})"));
  }

  TEST_CASE("headers name the form of the answer, and the provider's own") {
    GeminiTarget target;
    target.provider.extra_headers = {{"x-team", "a"}};
    const HeaderList headers = gemini_dialect().request_headers(target.view(), true);
    CHECK(header_value(headers, "content-type") == "application/json");
    CHECK(header_value(headers, "accept") == "text/event-stream");
    CHECK(header_value(headers, "x-team") == "a");
    CHECK(header_value(gemini_dialect().request_headers(target.view(), false), "accept") ==
          "application/json");
  }
}

}  // namespace edgee::test
