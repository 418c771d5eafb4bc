#include "core/dialect/gemini/request_decode.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Conversation decode(const std::string& raw) {
  return decode_gemini(gemini_request(raw));
}

std::vector<Part> parts(const std::string& contents) {
  std::vector<Part> all;
  for (const Message& message : decode(R"({"contents":[)" + contents + "]}").messages) {
    all.insert(all.end(), message.parts.begin(), message.parts.end());
  }
  return all;
}

std::string call(const char* name, const char* more = "") {
  return std::string(R"({"functionCall":{"name":")") + name + R"(","args":{"n":1})" + more + "}}";
}

std::string result(const char* name, const char* words, const char* more = "") {
  return std::string(R"({"functionResponse":{"name":")") + name + R"(","response":{"output":")" +
         words + "\"}" + more + "}}";
}

std::string turn(const char* role, const std::string& inner) {
  return std::string(R"({"role":")") + role + R"(","parts":[)" + inner + "]}";
}

}  // namespace

TEST_SUITE("core/dialect/gemini/request_decode") {
  TEST_CASE("settings are read, in both spellings") {
    const Conversation read = decode(
        R"({"system_instruction":{"parts":[{"text":"Be brief."},{"text":"Be kind."}]},"contents":[],)"
        R"("generationConfig":{"maxOutputTokens":100,"temperature":0.5,"topP":0.9,)"
        R"("stopSequences":["END"],"responseMimeType":"application/json",)"
        R"("responseJsonSchema":{"type":"object"},"thinkingConfig":{"thinkingLevel":"HIGH"}},)"
        R"("toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}}})");
    CHECK(read.model == "gemini-4-argon");
    CHECK(read.stream);
    CHECK(read.system == std::vector<std::string>{"Be brief.", "Be kind."});
    CHECK(read.max_tokens == 100);
    CHECK(read.temperature == 0.5);
    CHECK(read.top_p == 0.9);
    CHECK(read.stop_sequences == std::vector<std::string>{"END"});
    CHECK(read.output_schema_json == R"({"type":"object"})");
    CHECK(read.effort == "high");
    REQUIRE(read.tool_choice);
    CHECK(read.tool_choice->kind == ToolChoice::Kind::tool);
    CHECK(read.tool_choice->tool == "f");
  }

  TEST_CASE("each mode of calling is a choice") {
    const auto kind = [](const char* mode) {
      return decode(
                 std::string(R"({"contents":[],"toolConfig":{"functionCallingConfig":{"mode":")") +
                 mode + R"(","allowedFunctionNames":["f","g"]}}})")
          .tool_choice.value()
          .kind;
    };
    CHECK(kind("AUTO") == ToolChoice::Kind::automatic);
    CHECK(kind("VALIDATED") == ToolChoice::Kind::automatic);
    CHECK(kind("ANY") == ToolChoice::Kind::any);
    CHECK(kind("NONE") == ToolChoice::Kind::none);
  }

  TEST_CASE("functions come with their schemas, what Google runs comes as a server's tool") {
    const Conversation read = decode(
        R"({"contents":[],"tools":[{"functionDeclarations":[)"
        R"({"name":"a.b","description":"A","parametersJsonSchema":{"type":"object", "x":1}},)"
        R"({"name":"old","parameters":{"type":"OBJECT","properties":{"p":{"type":"STRING"}}}},)"
        R"({"name":"bare"}]},{"googleSearch":{}}]})");
    REQUIRE(read.tools.size() == 4);
    CHECK(read.tools[0].name == "a_b");
    CHECK(read.tools[0].description == "A");
    CHECK(read.tools[0].schema_json == R"({"type":"object", "x":1})");
    CHECK(read.tools[1].schema_json == R"({"type":"object","properties":{"p":{"type":"string"}}})");
    CHECK(read.tools[2].schema_json == R"({"type":"object","properties":{}})");
    CHECK(read.tools[3].server_type == "googleSearch");
  }

  TEST_CASE("each kind of part is read") {
    const auto read = parts(
        turn("user", R"({"text":"Look"},{"inlineData":{"mimeType":"image/png","data":"iVBOR"}},)"
                     R"({"inline_data":{"mime_type":"application/pdf","data":"JVBER"}},)"
                     R"({"fileData":{"mimeType":"image/png","fileUri":"https://x/y.png"}},)"
                     R"({"fileData":{"mimeType":"video/mp4","fileUri":"https://x/y.mp4"}})") +
        "," +
        turn("model", R"({"text":"Hm","thought":true,"thoughtSignature":"c2ln"},)"
                      R"({"text":""},{"text":"Yes"},{"executableCode":{"code":"1"}})"));
    REQUIRE(read.size() == 8);
    CHECK(std::get<TextPart>(read[0]).text == "Look");
    CHECK(std::get<ImagePart>(read[1]).base64 == "iVBOR");
    CHECK(std::get<DocumentPart>(read[2]).media_type == "application/pdf");
    CHECK(std::get<ImagePart>(read[3]).url == "https://x/y.png");
    CHECK(std::get<OpaquePart>(read[4]).type == "fileData");
    CHECK(std::get<ThinkingPart>(read[5]).text == "Hm");
    CHECK(std::get<ThinkingPart>(read[5]).signature.empty());  // nobody else could verify it
    CHECK(std::get<TextPart>(read[6]).text == "Yes");
    CHECK(std::get<OpaquePart>(read[7]).type == "executableCode");
  }

  TEST_CASE("calls without ids get some, and results find theirs by name and order") {
    const auto read =
        parts(turn("model", call("f") + "," + call("g") + "," + call("f")) + "," +
              turn("user", result("f", "1") + "," + result("f", "3") + "," + result("g", "2")) +
              "," + turn("model", call("f")) + "," + turn("user", result("f", "4")));
    REQUIRE(read.size() == 8);
    const auto id = [&](std::size_t at) { return std::get<ToolCallPart>(read[at]).id; };
    const auto answered = [&](std::size_t at) {
      return std::get<ToolResultPart>(read[at]).call_id;
    };
    CHECK(id(0) != id(2));
    CHECK(answered(3) == id(0));
    CHECK(answered(4) == id(2));
    CHECK(answered(5) == id(1));
    CHECK(id(6) != id(0));
    CHECK(answered(7) == id(6));
  }

  TEST_CASE("ids that are there are kept, whatever the order") {
    const auto read = parts(
        turn("model", call("f", R"(,"id":"x")") + "," + call("f", R"(,"id":"y")")) + "," +
        turn("user", result("f", "2", R"(,"id":"y")") + "," + result("f", "1", R"(,"id":"x")")));
    CHECK(std::get<ToolCallPart>(read[0]).id == "x");
    CHECK(std::get<ToolResultPart>(read[2]).call_id == "y");
    CHECK(std::get<ToolResultPart>(read[3]).call_id == "x");
  }

  TEST_CASE("an invented id is the same in the next request, so that caches hold") {
    const std::string first = turn("model", call("f")) + "," + turn("user", result("f", "1"));
    const auto before = parts(first);
    const auto after = parts(first + "," + turn("model", call("g")));
    CHECK(std::get<ToolCallPart>(before[0]).id == std::get<ToolCallPart>(after[0]).id);
  }

  TEST_CASE("a response is what it holds, and an error is one") {
    const auto response = [](const char* object) {
      const auto read = parts(turn(
          "user", std::string(R"({"functionResponse":{"name":"f","response":)") + object + "}}"));
      return std::get<ToolResultPart>(read.at(0));
    };
    CHECK(std::get<TextPart>(response(R"({"result":"r"})").content.at(0)).text == "r");
    const ToolResultPart failed = response(R"({"error":"no"})");
    CHECK(failed.is_error);
    CHECK(std::get<TextPart>(failed.content.at(0)).text == "no");
    CHECK(std::get<TextPart>(response(R"({"a":1,"b":2})").content.at(0)).text ==
          R"({"a":1,"b":2})");
    CHECK(std::get<TextPart>(response(R"({"output":[1, 2]})").content.at(0)).text == "[1, 2]");
    CHECK(response(R"({"output":""})").content.empty());
  }

  TEST_CASE("pictures inside a response belong to the result") {
    const auto read = parts(turn(
        "user",
        result("f", "see", R"(,"parts":[{"inlineData":{"mimeType":"image/png","data":"iV"}}])")));
    const auto& content = std::get<ToolResultPart>(read.at(0)).content;
    REQUIRE(content.size() == 2);
    CHECK(std::get<ImagePart>(content[1]).base64 == "iV");
  }

  TEST_CASE("a signature of a call is kept for its producer") {
    const auto read =
        parts(turn("model", R"({"functionCall":{"name":"f"},"thoughtSignature":"c2ln"})"));
    CHECK(std::get<ToolCallPart>(read.at(0)).signature == "c2ln");
    CHECK(std::get<ToolCallPart>(read.at(0)).input_json == "{}");
  }

  TEST_CASE("what cannot be looked through is refused") {
    const std::string deep = std::string(300, '[') + std::string(300, ']');
    const Request request = gemini_request(
        R"({"contents":[],"tools":[{"functionDeclarations":[{"name":"f","parameters":)" + deep +
        "}]}]}");
    CHECK_FALSE(gemini_dialect().decode_request(request));
    CHECK_FALSE(gemini_dialect().decode_request(gemini_request("{")));
  }
}

}  // namespace edgee::test
