#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

std::string told_answer(const std::string& body) {
  const auto events = responses().decode_answer(body);
  return events ? describe(*events) : "no answer";
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/answer") {
  TEST_CASE("a whole answer has the events that a stream would have had") {
    CHECK(told_answer(
              R"({"id":"r","object":"response","status":"completed","model":"m","error":null,)"
              R"("output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"T"}]},)"
              R"({"type":"message","content":[{"type":"output_text","text":"Hi"},)"
              R"({"type":"output_text","text":"!"}]},)"
              R"({"type":"function_call","call_id":"c","name":"n","arguments":"{}"}],)"
              R"("usage":{"input_tokens":9,"output_tokens":2}})") ==
          "message r m 0/0/0/0\nblock 0 thinking\nthink 0 \"T\"\nend 0\n"
          "block 1 text\ntext 1 \"Hi!\"\nend 1\nblock 2 tool_call c n\ntool 2 \"{}\"\nend 2\n"
          "usage 9/0/0/2\nstop tool_use\nmessage end\n");
  }

  TEST_CASE("what failed is a fault, what is not ready has no end, what is none is no answer") {
    CHECK(told_answer(R"({"status":"failed","error":{"code":"server_error","message":"x"}})") ==
          "fault server_error server_error \"x\"\n");
    CHECK(told_answer(R"({"error":{"type":"insufficient_quota","message":"x"}})") ==
          "fault quota insufficient_quota \"x\"\n");
    CHECK(told_answer(R"({"id":"r","model":"m","status":"in_progress","output":[]})") ==
          "message r m 0/0/0/0\n");
    CHECK(told_answer(R"({"id":"r","model":"m","status":"incomplete","output":[],)"
                      R"("incomplete_details":{"reason":"max_output_tokens"}})") ==
          "message r m 0/0/0/0\nstop max_tokens\nmessage end\n");
    CHECK(told_answer("<html>") == "no answer");
    CHECK(told_answer("{\"a\":1}") == "no answer");
    CHECK(told_answer("{") == "no answer");
  }

  TEST_CASE("an answer that is written is read again") {
    const std::vector<StreamEvent> events{MessageStart{"resp_1", "x", {}},
                                          BlockStart{0, BlockKind::thinking, {}, {}, {}},
                                          ThinkingDelta{0, "T"},
                                          BlockEnd{0},
                                          BlockStart{1, BlockKind::text, {}, {}, {}},
                                          TextDelta{1, "Hi"},
                                          BlockEnd{1},
                                          BlockStart{2, BlockKind::tool_call, "c", "exec", {}},
                                          ToolDelta{2, R"({"input":"ls"})"},
                                          BlockEnd{2},
                                          Usage{{9, 1, 0, 2}},
                                          Stop{StopReason::tool_use, {}, {}},
                                          MessageEnd{}};
    const Request request =
        request_of(body_of(R"("x")", R"("tools":[{"type":"custom","name":"exec"}])"));
    const std::string body = responses().encode_answer(events, request);
    CHECK(parse_json(body).value_or(Json())["status"] == "completed");
    CHECK(told_answer(body) ==
          "message resp_1 m 0/0/0/0\nblock 0 thinking\nthink 0 \"T\"\nend 0\n"
          "block 1 text\ntext 1 \"Hi\"\nend 1\n"
          "block 2 tool_call c exec\ntool 2 \"{\\\"input\\\":\\\"ls\\\"}\"\nend 2\n"
          "usage 9/1/0/2\nstop tool_use\nmessage end\n");
  }
}

}  // namespace edgee::test
