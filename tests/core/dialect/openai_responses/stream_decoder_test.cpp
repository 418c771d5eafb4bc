#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

const std::string kCreated =
    frame(R"({"type":"response.created","response":{"id":"resp_1","model":"gpt"}})");
const std::string kCompleted =
    frame(R"({"type":"response.completed","response":{"id":"resp_1","status":"completed",)"
          R"("usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":3,)"
          R"("cache_write_tokens":2},"output_tokens":5}}})");
const std::string kStart = "message resp_1 gpt 0/0/0/0\n";
const std::string kEnd = "usage 5/3/2/5\nstop end_turn\nmessage end\n";

std::string added(const std::string& item, int place = 0) {
  return frame(R"({"type":"response.output_item.added","output_index":)" + std::to_string(place) +
               R"(,"item":)" + item + "}");
}
std::string done(const std::string& item, int place = 0) {
  return frame(R"({"type":"response.output_item.done","output_index":)" + std::to_string(place) +
               R"(,"item":)" + item + "}");
}
std::string delta(const std::string& type, const std::string& text, int place = 0) {
  return frame(R"({"type":"response.)" + type + R"(.delta","output_index":)" +
               std::to_string(place) + R"(,"delta":)" + quote_json(text) + "}");
}
std::string events(const std::string& middle) {
  return describe(decode(kCreated + middle + kCompleted));
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/stream_decoder") {
  TEST_CASE("a message's text comes in pieces, its end says what it cost") {
    CHECK(events(added(R"({"type":"message","id":"msg_1"})") +
                 frame(R"({"type":"response.content_part.added","output_index":0})") +
                 delta("output_text", "Hel") + delta("output_text", "lo") +
                 frame(R"({"type":"response.output_text.done","output_index":0,"text":"Hello"})") +
                 done(R"({"type":"message","content":[{"type":"output_text","text":"Hello"}]})")) ==
          kStart + "block 0 text\ntext 0 \"Hel\"\ntext 0 \"lo\"\nend 0\n" + kEnd);
  }

  TEST_CASE("summaries and reasoning texts are thinking, and nothing is signed") {
    CHECK(events(added(R"({"type":"reasoning","id":"rs_1"})") +
                 frame(R"({"type":"response.reasoning_summary_part.added","output_index":0,)"
                       R"("summary_index":0})") +
                 delta("reasoning_summary_text", "A") +
                 frame(R"({"type":"response.reasoning_summary_part.added","output_index":0,)"
                       R"("summary_index":1})") +
                 delta("reasoning_summary_text", "B") +
                 done(R"({"type":"reasoning","encrypted_content":"x"})")) ==
          kStart + "block 0 thinking\nthink 0 \"A\"\nthink 0 \"\\n\\n\"\nthink 0 \"B\"\nend 0\n" +
              kEnd);
    CHECK(events(added(R"({"type":"reasoning"})") + delta("reasoning_text", "C") +
                 done(R"({"type":"reasoning"})")) ==
          kStart + "block 0 thinking\nthink 0 \"C\"\nend 0\n" + kEnd);
  }

  TEST_CASE("function calls and freeform calls are tool calls with JSON input") {
    const std::string call =
        R"({"type":"function_call","id":"fc_1","call_id":"c1","name":"read","arguments":""})";
    CHECK(events(added(call) + delta("function_call_arguments", R"({"a")") +
                 delta("function_call_arguments", ":1}") + done(call)) ==
          kStart +
              "block 0 tool_call c1 read\ntool 0 \"{\\\"a\\\"\"\ntool 0 \":1}\"\nend 0\n"
              "usage 5/3/2/5\nstop tool_use\nmessage end\n");
    const std::string freeform =
        R"({"type":"custom_tool_call","id":"ctc_1","call_id":"c2","name":"exec","input":""})";
    CHECK(events(added(freeform) + delta("custom_tool_call_input", "a\"") +
                 delta("custom_tool_call_input", "\nb") + done(freeform)) ==
          kStart +
              "block 0 tool_call c2 exec\ntool 0 \"{\\\"input\\\":\\\"a\\\\\\\"\"\n"
              "tool 0 \"\\\\nb\"\ntool 0 \"\\\"}\"\nend 0\n"
              "usage 5/3/2/5\nstop tool_use\nmessage end\n");
  }

  TEST_CASE("items that come whole are read all the same") {
    const std::string items =
        done(R"({"type":"reasoning","summary":[{"type":"summary_text","text":"T"}]})", 0) +
        done(R"({"type":"message","content":[{"type":"output_text","text":"Hi"}]})", 1) +
        done(R"({"type":"function_call","call_id":"c","name":"n","arguments":"{}"})", 2) +
        done(R"({"type":"custom_tool_call","call_id":"d","name":"e","input":"x"})", 3) +
        done(R"({"type":"function_call","call_id":"f","name":"g","namespace":"ns",)"
             R"("arguments":""})",
             4);
    const std::string expected =
        kStart +
        "block 0 thinking\nthink 0 \"T\"\nend 0\nblock 1 text\ntext 1 \"Hi\"\nend 1\n"
        "block 2 tool_call c n\ntool 2 \"{}\"\nend 2\n"
        "block 3 tool_call d e\ntool 3 \"{\\\"input\\\":\\\"x\\\"}\"\nend 3\n"
        "block 4 tool_call f ns__g\ntool 4 \"{}\"\nend 4\n"
        "usage 5/3/2/5\nstop tool_use\nmessage end\n";
    CHECK(events(items) == expected);
  }

  TEST_CASE("an answer that is told in the last event only is read from there") {
    CHECK(describe(decode(
              frame(R"({"type":"response.completed","response":{"id":"r","model":"m","status":)"
                    R"("completed","output":[{"type":"message","content":[{"type":"output_text",)"
                    R"("text":"Hi"}]}]}})"))) ==
          "message r m 0/0/0/0\nblock 0 text\ntext 0 \"Hi\"\nend 0\nstop end_turn\nmessage end\n");
  }

  TEST_CASE("pieces of items that nobody announced open a block") {
    CHECK(describe(decode(delta("output_text", "Hi") + kCompleted)) ==
          "message   0/0/0/0\nblock 0 text\ntext 0 \"Hi\"\nend 0\n" + kEnd);
  }

  TEST_CASE("a refusal is text, and the reason why the model stopped") {
    CHECK(events(added(R"({"type":"message"})") + delta("refusal", "No.") +
                 done(R"({"type":"message"})")) ==
          kStart +
              "block 0 text\ntext 0 \"No.\"\nend 0\nusage 5/3/2/5\nstop refusal\nmessage end\n");
  }

  TEST_CASE("what the provider runs itself is a block of another kind") {
    const std::string item = R"({"id":"ws_1","type":"web_search_call","status":"in_progress"})";
    CHECK(events(added(item) +
                 frame(R"({"type":"response.web_search_call.searching","output_index":0})") +
                 done(item)) == kStart + "block 0 other ws_1  " + item + "\nend 0\n" + kEnd);
  }

  TEST_CASE("an answer that is not whole says why") {
    const auto incomplete = [](const std::string& reason) {
      return describe(decode(frame(
          R"({"type":"response.incomplete","response":{"id":"r","model":"m","status":"incomplete",)"
          R"("incomplete_details":{"reason":")" +
          reason + R"("}}})")));
    };
    const std::string start = "message r m 0/0/0/0\n";
    CHECK(incomplete("max_output_tokens") == start + "stop max_tokens\nmessage end\n");
    CHECK(incomplete("content_filter") == start + "stop refusal\nmessage end\n");
    CHECK(incomplete("moon") == start + "stop other moon\nmessage end\n");
  }

  TEST_CASE("failures inside the stream are faults with their code, once") {
    const std::string failed =
        frame(R"({"type":"response.failed","response":{"id":"r","status":"failed","error":)"
              R"({"code":"rate_limit_exceeded","message":"Slow."}}})");
    CHECK(describe(decode(failed)) == "fault throttled rate_limit_exceeded \"Slow.\"\n");
    CHECK(describe(decode(failed + frame(R"({"type":"error","code":"x","message":"y"})"))) ==
          describe(decode(failed)));
    CHECK(describe(decode(frame(R"({"type":"error","code":"context_length_exceeded",)"
                                R"("message":"Long.","param":null})"))) ==
          "fault window_overflow context_length_exceeded \"Long.\"\n");
    CHECK(describe(decode(frame(R"({"type":"error","error":{"type":"insufficient_quota",)"
                                R"("code":null,"message":"Pay."}})"))) ==
          "fault quota insufficient_quota \"Pay.\"\n");
    CHECK(describe(decode(frame(R"({"error":{"message":"boom","code":502}})"))) ==
          "fault server_error 502 \"boom\"\n");
  }

  TEST_CASE("signs of life are pings, and what is unknown says nothing") {
    CHECK(describe(decode(": hi\n\n")) == "ping\n");
    CHECK(describe(decode(frame(R"({"type":"keepalive"})"))) == "ping\n");
    CHECK(describe(decode(frame(R"({"type":"codex.rate_limits"})"))) == "ping\n");
    CHECK(describe(decode(kCreated + frame(R"({"type":"response.in_progress","response":{}})"))) ==
          kStart + "ping\n");
    CHECK(describe(decode(kCreated + frame(R"({"type":"response.new.thing"})"))) == kStart);
    CHECK(events("data: [DONE]\n\n") == kStart + kEnd);
  }

  TEST_CASE("a stream without its end has no end, and one that is none is broken") {
    const std::string cut = kCreated + added(R"({"type":"message"})") + delta("output_text", "H");
    CHECK(describe(decode(cut)) == kStart + "block 0 text\ntext 0 \"H\"\n");
    const auto decoder = responses().make_decoder();
    std::vector<StreamEvent> out;
    decoder->feed("data: <html>\n\n", out);
    CHECK(decoder->broken());
    const auto half = responses().make_decoder();
    half->feed("data: {\"type\":", out);
    CHECK(half->in_event());
  }

  TEST_CASE("the frames in a row are what was fed") {
    const std::string bytes = kCreated + ": x\n\n" + added(R"({"type":"message"})") + kCompleted;
    const auto decoder = responses().make_decoder();
    std::vector<StreamEvent> out;
    std::string seen;
    decoder->take(bytes);
    while (const auto raw = decoder->next(out))
      seen += *raw;
    CHECK(seen == bytes);
  }
}

}  // namespace edgee::test
