#include "core/dialect/anthropic/answer.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"

namespace edgee {
using edgee::anthropic::decode_answer;
using edgee::anthropic::encode_answer;

TEST_SUITE("core/dialect/anthropic/answer") {
  TEST_CASE("an answer reads as the events of a stream") {
    const auto events = decode_answer(
        R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[
            {"type":"thinking","thinking":"hm","signature":"s"},
            {"type":"redacted_thinking","data":"d"},
            {"type":"text","text":"Hi"},
            {"type":"tool_use","id":"toolu_1","name":"Bash","input":{"cmd":"ls"}}],
            "stop_reason":"tool_use","stop_sequence":null,
            "usage":{"input_tokens":1,"cache_read_input_tokens":2,"cache_creation_input_tokens":3,"output_tokens":4,
                     "output_tokens_details":{"thinking_tokens":3}}})");
    REQUIRE(events);
    CHECK(describe(*events) ==
          "message msg_1 claude-x 1/2/3/4 thought 3\nblock 0 thinking\nthink 0 \"hm\"\nsign 0 "
          "\"s\"\nend 0\n"
          "block 1 redacted_thinking {\"type\":\"redacted_thinking\",\"data\":\"d\"}\nend 1\n"
          "block 2 text\ntext 2 \"Hi\"\nend 2\nblock 3 tool_call toolu_1 Bash\n"
          "tool 3 \"{\\\"cmd\\\":\\\"ls\\\"}\"\nend 3\nusage 1/2/3/4 thought 3\nstop tool_use\n"
          "message end\n");
  }

  TEST_CASE("what is no answer is told apart from an error") {
    for (const std::string body :
         {"", "<html>", "[]", "{}", "{\"content\":\"text\"}", "{\"content\":[", "\"text\""}) {
      CAPTURE(body);
      CHECK_FALSE(decode_answer(body));
    }
    const auto fault =
        decode_answer(R"({"type":"error","error":{"type":"api_error","message":"m"}})");
    REQUIRE(fault);
    CHECK(describe(*fault) == "fault server_error api_error \"m\"\n");
  }

  TEST_CASE("an answer without a reason to stop has no end") {
    const auto events = decode_answer(R"({"content":[],"stop_reason":null})");
    REQUIRE(events);
    CHECK(describe(*events) == "message   0/0/0/0\nusage 0/0/0/0\n");
  }

  TEST_CASE("events are written as one answer") {
    CHECK(
        encode_answer(
            {MessageStart{"chatcmpl-1", "glm", {}}, BlockStart{0, BlockKind::thinking, {}, {}, {}},
             ThinkingDelta{0, "hm"}, BlockEnd{0}, BlockStart{1, BlockKind::text, {}, {}, {}},
             TextDelta{1, "H"}, TextDelta{1, "i"}, BlockEnd{1},
             BlockStart{2, BlockKind::tool_call, "call_1", "Bash", {}}, ToolDelta{2, "{\"a\":"},
             ToolDelta{2, "1}"}, BlockEnd{2}, Usage{{5, 6, 7, 8, 3}},
             Stop{StopReason::end_turn, {}, {}}, MessageEnd{}},
            "claude-asked") ==
        R"({"id":"msg_chatcmpl-1","type":"message","role":"assistant","model":"claude-asked",)"
        R"("content":[{"type":"thinking","thinking":"hm","signature":"edgee.foreign.v1"},)"
        R"({"type":"text","text":"Hi"},)"
        R"({"type":"tool_use","id":"call_1","name":"Bash","input":{"a":1}}],)"
        R"("stop_reason":"tool_use","stop_sequence":null,)"
        R"("usage":{"input_tokens":5,"cache_creation_input_tokens":7,"cache_read_input_tokens":6,"output_tokens":8,)"
        R"("output_tokens_details":{"thinking_tokens":3}}})");
  }

  TEST_CASE("tool input that is no object does not run as an empty one") {
    const auto input = [](const std::string& json) {
      const std::string answer = encode_answer(
          {BlockStart{0, BlockKind::tool_call, "a", "n", {}}, ToolDelta{0, json}}, "m");
      const auto events = decode_answer(answer);
      REQUIRE(events);
      return std::get<ToolDelta>((*events)[2]).json;
    };
    CHECK(input("") == "{}");
    CHECK(input("{\"a\":1}") == "{\"a\":1}");
    CHECK(input("{\"a\":") == R"({"unparsed_input":"{\"a\":"})");
    CHECK(input("[1]") == R"({"unparsed_input":"[1]"})");
  }

  TEST_CASE("an answer written and read is the same") {
    const std::string body = R"({"id":"msg_1","type":"message","role":"assistant","model":"m",)"
                             R"("content":[{"type":"text","text":"x"}],"stop_reason":"max_tokens",)"
                             R"("stop_sequence":null,"usage":{"input_tokens":1,)"
                             R"("cache_creation_input_tokens":0,"cache_read_input_tokens":0,)"
                             R"("output_tokens":2}})";
    const auto events = decode_answer(body);
    REQUIRE(events);
    CHECK(encode_answer(*events, "m") == body);
  }
}

}  // namespace edgee
