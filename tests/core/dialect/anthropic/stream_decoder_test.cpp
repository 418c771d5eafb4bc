#include "core/dialect/anthropic/stream_decoder.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"

using edgee::StreamEvent;
using edgee::anthropic::Decoder;

namespace {

std::string sse(const std::vector<std::string>& data) {
  std::string text;
  for (const std::string& line : data) {
    const std::size_t type = line.find("\"type\":\"") + 8;
    text += "event: " + line.substr(type, line.find('"', type) - type) + "\ndata: " + line + "\n\n";
  }
  return text;
}

std::string decode(std::string_view bytes) {
  Decoder decoder;
  std::vector<StreamEvent> events;
  decoder.feed(bytes, events);
  decoder.finish(events);
  return describe(events) + (decoder.broken() ? "broken" : "");
}

const std::string kStart =
    R"({"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":20,"cache_read_input_tokens":30,"output_tokens":1,"cache_creation":{"ephemeral_5m_input_tokens":20}}}})";
const std::string kStarted = "message msg_1 claude-x 10/30/20/1\n";

}  // namespace

TEST_SUITE("core/dialect/anthropic/stream_decoder") {
  TEST_CASE("a whole answer becomes events, wherever its bytes are cut") {
    const std::string ellipsis = "\xE2\x80\xA6";
    const std::string bytes = sse({
        kStart,
        R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}})",
        R"({"type":"ping"})",
        R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm)" +
            ellipsis + R"("}})",
        R"({"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"Eo=="}})",
        R"({"type":"content_block_stop","index":0})",
        R"({"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})",
        R"({"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"a\"b\n\u00e9"}})",
        R"({"type":"content_block_stop","index":1})",
        R"({"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"Bash","input":{}}})",
        R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}})",
        R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"cmd\":"}})",
        R"({"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\"ls\"}"}})",
        R"({"type":"content_block_stop","index":2})",
        R"({"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":42,"output_tokens_details":{"thinking_tokens":40}}})",
        R"({"type":"message_stop"})",
    });
    const std::string expected =
        kStarted +
        "block 0 thinking\nping\nthink 0 \"Hm\xE2\x80\xA6\"\nsign 0 \"Eo==\"\n"
        "end 0\nblock 1 text\ntext 1 \"a\\\"b\\n\xC3\xA9\"\nend 1\n"
        "block 2 tool_call toolu_1 Bash\ntool 2 \"\"\n"
        "tool 2 \"{\\\"cmd\\\":\"\ntool 2 \"\\\"ls\\\"}\"\nend 2\n"
        "usage 10/30/20/42 thought 40\nstop tool_use\nmessage end\n";
    CHECK(decode(bytes) == expected);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      Decoder decoder;
      std::vector<StreamEvent> events;
      decoder.feed(std::string_view(bytes).substr(0, cut), events);
      decoder.feed(std::string_view(bytes).substr(cut), events);
      CHECK(describe(events) == expected);
      CHECK_FALSE(decoder.in_event());
    }
  }

  TEST_CASE("keys may come in any order and with blanks") {
    CHECK(decode("data: {\"message\" : {\"model\":\"m\",\"id\":\"i\"} , \"type\" : "
                 "\"message_start\" }\n\n"
                 "data: {\"content_block\": {\"text\": \"\", \"type\": \"text\"}, \"index\": 0, "
                 "\"type\": \"content_block_start\"}\n\n"
                 "data: {\"delta\": {\"text\": \"x\", \"type\": \"text_delta\"}, \"type\": "
                 "\"content_block_delta\", \"index\": 0}\n\n") ==
          "message i m 0/0/0/0\nblock 0 text\ntext 0 \"x\"\n");
  }

  TEST_CASE("blocks without a common form keep their text") {
    const std::string redacted = R"({"type":"redacted_thinking","data":"Eq=="})";
    const std::string server =
        R"({"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}})";
    const std::string citation =
        R"({"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{"url":"u"}}})";
    CHECK(
        decode(sse({kStart,
                    R"({"type":"content_block_start","index":0,"content_block":)" + redacted + "}",
                    R"({"type":"content_block_stop","index":0})",
                    R"({"type":"content_block_start","index":1,"content_block":)" + server + "}",
                    citation, R"({"type":"content_block_stop","index":1})",
                    R"({"type":"brand_new_event","x":1})"})) ==
        kStarted + "block 0 redacted_thinking " + redacted + "\nend 0\n" +
            "block 1 other srvtoolu_1 web_search " + server + "\nopaque " + citation +
            "\nend 1\nopaque {\"type\":\"brand_new_event\",\"x\":1}\n");
  }

  TEST_CASE("content that comes with a block's start is not lost") {
    CHECK(
        decode(sse(
            {kStart,
             R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}})",
             R"({"type":"content_block_stop","index":0})",
             R"({"type":"content_block_start","index":1,"content_block":{"type":"thinking","thinking":"t","signature":"s"}})",
             R"({"type":"content_block_stop","index":1})",
             R"({"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"a","name":"n","input":{"x":1}}})",
             R"({"type":"content_block_stop","index":2})",
             R"({"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"b","name":"n","input":{"x":1}}})",
             R"({"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"x\":1}"}})",
             R"({"type":"content_block_stop","index":3})"})) ==
        kStarted +
            "block 0 text\ntext 0 \"Hi\"\nend 0\n"
            "block 1 thinking\nthink 1 \"t\"\nsign 1 \"s\"\nend 1\n"
            "block 2 tool_call a n\ntool 2 \"{\\\"x\\\":1}\"\nend 2\n"
            "block 3 tool_call b n\ntool 3 \"{\\\"x\\\":1}\"\nend 3\n");
  }

  TEST_CASE("an error event is a fault within the stream") {
    CHECK(
        decode(sse(
            {kStart,
             R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"})) ==
        kStarted + "fault overloaded overloaded_error \"Overloaded\"\n");
    CHECK(decode("event: error\ndata: {\"error\":{\"code\":\"1302\",\"message\":\"slow\"}}\n\n") ==
          "fault server_error 1302 \"slow\"\n");
    Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed(sse({R"({"type":"error","error":{"type":"rate_limit_error","message":"m"}})"}),
                 events);
    REQUIRE(events.size() == 1);
    const auto& fault = std::get<edgee::Fault>(events.front());
    CHECK(fault.facts.in_stream);
    CHECK(fault.facts.kind == edgee::FailureKind::throttled);
  }

  TEST_CASE("each way to stop has its reason") {
    struct Row {
      std::string word;
      std::string line;
    };
    const Row rows[] = {{"end_turn", "stop end_turn"},
                        {"max_tokens", "stop max_tokens"},
                        {"tool_use", "stop tool_use"},
                        {"refusal", "stop refusal"},
                        {"pause_turn", "stop pause"},
                        {"model_context_window_exceeded", "stop window_exceeded"},
                        {"compaction", "stop other compaction"}};
    for (const Row& row : rows) {
      CHECK(decode(sse({R"({"type":"message_delta","delta":{"stop_reason":")" + row.word +
                        R"("}})"})) == row.line + "\n");
    }
    CHECK(
        decode(sse(
            {R"({"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"###"}})"})) ==
        "stop stop_sequence \"###\"\n");
  }

  TEST_CASE("usage is cumulative and nulls change nothing") {
    CHECK(
        decode(sse(
            {kStart,
             R"({"type":"message_delta","delta":{"stop_reason":null},"usage":{"input_tokens":null,"output_tokens":5}})",
             R"({"type":"message_delta","delta":{},"usage":{"input_tokens":7,"cache_read_input_tokens":0,"output_tokens":9}})",
             R"({"type":"message_delta","delta":{"stop_reason":null}})"})) ==
        kStarted + "usage 10/30/20/5\nusage 7/0/20/9\nping\n");
  }

  TEST_CASE("a second message_start begins anew") {
    CHECK(
        decode(sse(
            {kStart,
             R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
             R"({"type":"message_start","message":{"id":"msg_2","model":"m"}})",
             R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
             R"({"type":"content_block_stop","index":0})"})) ==
        kStarted + "block 0 text\nmessage msg_2 m 0/0/0/0\nblock 0 text\nend 0\n");
  }

  TEST_CASE("bytes that are no such stream break it") {
    const std::string begin = sse({kStart});
    for (
        const std::string& bytes : std::vector<std::string>{
            "<html>Bad gateway</html>",
            R"({"type":"error","error":{}})",
            "data: hello\n\n",
            "data: [1]\n\n",
            "data: {\"type\":\"ping\"\n\n",
            sse({R"({"type":"content_block_start","index":0,"content_block":{"type":"text"}})"}),
            begin +
                sse({R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}})"}),
            begin + sse({R"({"type":"content_block_stop","index":0})"}),
            begin +
                sse({R"({"type":"content_block_start","index":-1,"content_block":{"type":"text"}})"}),
        }) {
      CAPTURE(bytes);
      CHECK(decode(bytes).ends_with("broken"));
    }
  }

  TEST_CASE("comments are life, [DONE] is nothing, and a cut event is dropped") {
    CHECK(decode(": x\n\ndata: [DONE]\n\n") == "ping\n");
    Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed("event: message_stop\ndata: {\"type\":\"message_stop\"}\n", events);
    CHECK(decoder.in_event());
    decoder.finish(events);
    CHECK(events.empty());
  }
}
