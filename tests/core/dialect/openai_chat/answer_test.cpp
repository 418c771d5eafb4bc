#include "core/dialect/openai_chat/answer.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {

using openai_chat::decode_answer;

TEST_SUITE("core/dialect/openai_chat/answer") {
  TEST_CASE("a whole answer tells the same story as a stream") {
    const auto events = decode_answer(R"({"id":"c1","model":"m","choices":[{"index":0,
      "message":{"role":"assistant","reasoning_content":"Hm","content":"I look.","tool_calls":[
        {"id":"x1","type":"function","function":{"name":"read","arguments":"{\"a\":1}"}},
        {"id":"x2","type":"function","function":{"name":"list","arguments":""}}]},
      "finish_reason":"tool_calls"}],
      "usage":{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}})");
    REQUIRE(events);
    CHECK(story(*events) ==
          R"(thinking "Hm" | text "I look." | tool x1 read {"a":1} | tool x2 list {} | )"
          "stop tool_use | usage 5+4+0/3 | end");
  }

  TEST_CASE("an error under 200 is a fault") {
    const auto events = decode_answer(R"({"error":{"message":"no","code":502}})");
    REQUIRE(events);
    CHECK(story(*events) == "fault 502 no");
  }

  TEST_CASE("what is no answer is none") {
    for (const char* body :
         {"", "<html>", "[]", "{}", R"({"choices":[]})", R"({"choices":3})", "{"}) {
      CAPTURE(body);
      CHECK_FALSE(decode_answer(body));
    }
  }
}

}  // namespace edgee::test
