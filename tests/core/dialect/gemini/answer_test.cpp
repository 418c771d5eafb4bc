#include "core/dialect/gemini/answer.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

Request whole(bool thoughts = false) {
  const std::string config =
      thoughts ? R"(,"generationConfig":{"thinkingConfig":{"includeThoughts":true}})" : "";
  return gemini_request(R"({"contents":[])" + config + "}", "gemini-4-argon", "generateContent",
                        "");
}

Json written(const std::vector<StreamEvent>& events, const Request& request) {
  const auto parsed = parse_json(gemini_dialect().encode_answer(events, request));
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_SUITE("core/dialect/gemini/answer") {
  TEST_CASE("a whole answer reads as its stream would have") {
    const auto events = gemini_dialect().decode_answer(
        R"({"candidates":[{"content":{"parts":[{"text":"Hm","thought":true},{"text":"Hi"},)"
        R"({"functionCall":{"id":"c","name":"f","args":{"a":1}}}]},"finishReason":"STOP"}],)"
        R"("usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4},)"
        R"("modelVersion":"gemini-4-argon","responseId":"r1"})");
    REQUIRE(events);
    CHECK(describe(*events) ==
          "message r1 gemini-4-argon 9/0/0/4\nblock 0 thinking\nthink 0 \"Hm\"\nend 0\n"
          "block 1 text\ntext 1 \"Hi\"\nend 1\nblock 2 tool_call c f\ntool 2 \"{\\\"a\\\":1}\"\n"
          "end 2\nstop tool_use\nmessage end\n");
  }

  TEST_CASE("an error under a 200 is a fault, in a list too") {
    const std::string error = R"({"error":{"code":500,"message":"x","status":"INTERNAL"}})";
    for (const std::string& body : {error, "[" + error + "]"}) {
      const auto events = gemini_dialect().decode_answer(body);
      REQUIRE(events);
      CHECK(describe(*events) == "fault server_error INTERNAL \"x\"\n");
    }
  }

  TEST_CASE("what is no answer is none") {
    for (const char* body :
         {"", "{}", "[]", "<html>", "{\"id\":\"msg\"}", "[1]", "{\"candidates\":"}) {
      CAPTURE(body);
      CHECK_FALSE(gemini_dialect().decode_answer(body));
    }
  }

  TEST_CASE("a whole answer is written with its parts in order") {
    const std::vector<StreamEvent> events{MessageStart{"r", "other", {}},
                                          BlockStart{0, BlockKind::thinking, {}, {}, {}},
                                          ThinkingDelta{0, "Hm"},
                                          Signature{0, "sig"},
                                          BlockEnd{0},
                                          BlockStart{1, BlockKind::text, {}, {}, {}},
                                          TextDelta{1, "Hel"},
                                          TextDelta{1, "lo"},
                                          BlockEnd{1},
                                          BlockStart{2, BlockKind::tool_call, "c", "f", {}},
                                          ToolDelta{2, "{\"a\":"},
                                          ToolDelta{2, "1}"},
                                          BlockEnd{2},
                                          Usage{{3, 2, 0, 8}},
                                          Stop{StopReason::tool_use, {}, {}},
                                          MessageEnd{}};
    const Json quiet = written(events, whole());
    CHECK(
        quiet["candidates"][0]["content"]["parts"] ==
        Json::parse(R"([{"text":"Hello"},{"functionCall":{"id":"c","name":"f","args":{"a":1}}}])"));
    CHECK(quiet["candidates"][0]["finishReason"] == "STOP");
    CHECK(quiet["usageMetadata"] ==
          Json::parse(R"({"promptTokenCount":5,"candidatesTokenCount":8,"totalTokenCount":13,)"
                      R"("cachedContentTokenCount":2})"));
    CHECK(quiet["modelVersion"] == "gemini-4-argon");
    CHECK(quiet["responseId"] == "r");
    CHECK(written(events, whole(true))["candidates"][0]["content"]["parts"][0] ==
          Json::parse(R"({"text":"Hm","thought":true})"));
  }

  TEST_CASE("a call that the token limit cut is left out, any other broken one shows it") {
    std::vector<StreamEvent> events{MessageStart{"r", "m", {}},
                                    BlockStart{0, BlockKind::tool_call, "c", "f", {}},
                                    ToolDelta{0, "{\"a\":"},
                                    BlockEnd{0},
                                    Stop{StopReason::max_tokens, {}, {}},
                                    MessageEnd{}};
    CHECK(written(events, whole())["candidates"][0]["content"]["parts"] ==
          Json::parse(R"([{"text":""}])"));
    events.at(4) = Stop{StopReason::tool_use, {}, {}};
    CHECK(
        written(events, whole())["candidates"][0]["content"]["parts"][0]["functionCall"]["args"] ==
        Json::parse(R"({"unparsed_input":"{\"a\":"})"));
  }
}

}  // namespace edgee::test
