#include "core/dialect/anthropic/stream_encoder.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json_scan.h"
#include "core/dialect/anthropic/answer.h"
#include "core/dialect/anthropic/stream_decoder.h"
#include "core/dialect/tool_names.h"
#include "tests/core/dialect/describe.h"

namespace edgee {
using edgee::anthropic::Decoder;
using edgee::anthropic::Encoder;

namespace {

std::string encode(const std::vector<StreamEvent>& events) {
  Encoder encoder("claude-asked");
  std::string out;
  for (const StreamEvent& event : events)
    encoder.encode(event, out);
  return out;
}

std::vector<StreamEvent> decode(const std::string& bytes) {
  Decoder decoder;
  std::vector<StreamEvent> events;
  decoder.feed(bytes, events);
  CHECK_FALSE(decoder.broken());
  CHECK_FALSE(decoder.in_event());
  return events;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/stream_encoder") {
  TEST_CASE("calls bear the agent's own names of tools, streamed and whole") {
    const std::string own = "mcp__" + std::string(90, 'x');
    const std::string request = R"({"tools":[{"name":"Bash"},{"name":")" + own + R"("}]})";
    const auto name_of = [&](const std::string& plain) {
      const BlockStart call{0, BlockKind::tool_call, "c", plain, {}};
      Encoder encoder("m", request);
      std::string out;
      encoder.encode(call, out);
      const std::string whole = anthropic::encode_answer({call, BlockEnd{0}}, "m", request);
      std::string name = json_text(json_at(
          json_at(std::string_view(out).substr(out.rfind("data: ") + 6), "content_block"), "name"));
      CHECK(whole.find(R"("name":")" + name + '"') != std::string::npos);
      return name;
    };
    CHECK(name_of("Bash") == "Bash");
    CHECK(name_of(plain_tool_name(own)) == own);
    CHECK(name_of("gone") == "gone");
  }

  TEST_CASE("an answer is written in the vendor's grammar") {
    const std::string written = encode({
        MessageStart{"msg_1", "glm-5", {7, 0, 0, 1}},
        BlockStart{0, BlockKind::text, {}, {}, {}},
        TextDelta{0, "Hi \"you\"\n"},
        BlockEnd{0},
        BlockStart{1, BlockKind::tool_call, "call_1", "Bash", {}},
        ToolDelta{1, "{\"a\":1}"},
        BlockEnd{1},
        Stop{StopReason::end_turn, {}, {}},
        Usage{{100, 20, 3, 50}},
        MessageEnd{},
    });
    CHECK(written ==
          R"(event: message_start
data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-asked","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0}}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi \"you\"\n"}}

event: content_block_stop
data: {"type":"content_block_stop","index":0}

event: content_block_start
data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"call_1","name":"Bash","input":{}}}

event: content_block_delta
data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}

event: content_block_stop
data: {"type":"content_block_stop","index":1}

event: message_delta
data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":100,"cache_creation_input_tokens":3,"cache_read_input_tokens":20,"output_tokens":50}}

event: message_stop
data: {"type":"message_stop"}

)");
  }

  TEST_CASE("what is written reads back as the same events") {
    const std::vector<StreamEvent> events = {
        MessageStart{"msg_1", "claude-asked", {}},
        BlockStart{0, BlockKind::thinking, {}, {}, {}},
        ThinkingDelta{0, "why"},
        Signature{0, "Sig=="},
        BlockEnd{0},
        BlockStart{
            1, BlockKind::redacted_thinking, {}, {}, R"({"type":"redacted_thinking","data":"x"})"},
        BlockEnd{1},
        BlockStart{2, BlockKind::text, {}, {}, {}},
        TextDelta{2, "text \xF0\x9F\x98\x80"},
        BlockEnd{2},
        Ping{},
        Usage{{1, 2, 3, 4}},
        Stop{StopReason::stop_sequence, "###", {}},
        MessageEnd{},
    };
    CHECK(describe(decode(encode(events))) == describe(events));
  }

  TEST_CASE("thinking that nobody signed gets our mark") {
    const auto events = decode(encode(
        {MessageStart{"msg_1", "m", {}}, BlockStart{0, BlockKind::thinking, {}, {}, {}},
         ThinkingDelta{0, "hm"}, Signature{0, ""}, BlockEnd{0},
         BlockStart{1, BlockKind::thinking, {}, {}, {}}, Signature{1, "real"}, BlockEnd{1}}));
    CHECK(describe(events) ==
          "message msg_1 claude-asked 0/0/0/0\nblock 0 thinking\nthink 0 \"hm\"\n"
          "sign 0 \"edgee.foreign.v1\"\nend 0\nblock 1 thinking\nsign 1 \"real\"\nend 1\n");
  }

  TEST_CASE("a message whose end never came is not ended") {
    const std::string written = encode(
        {MessageStart{"msg_1", "m", {}}, Stop{StopReason::end_turn, {}, {}}, Usage{{1, 1, 1, 1}}});
    CHECK(written.find("message_delta") == std::string::npos);
    CHECK(written.find("message_stop") == std::string::npos);
  }

  TEST_CASE("a missing start and a missing reason are made up") {
    const auto events = decode(encode({BlockStart{0, BlockKind::text, {}, {}, {}},
                                       TextDelta{0, "x"}, BlockEnd{0}, MessageEnd{}}));
    REQUIRE(events.size() == 7);
    CHECK(std::get<MessageStart>(events[0]).id.starts_with("msg_"));
    CHECK(describe(events[5]) == "stop end_turn");
  }

  TEST_CASE("message ids are ours in form and never the same twice") {
    using edgee::anthropic::message_id;
    CHECK(message_id("msg_abc") == "msg_abc");
    CHECK(message_id("chatcmpl-9") == "msg_chatcmpl-9");
    const std::string first = message_id("");
    CHECK(first.starts_with("msg_"));
    CHECK(first != message_id(""));
  }

  TEST_CASE("a second message start begins anew") {
    const std::string written =
        encode({MessageStart{"msg_1", "m", {}}, BlockStart{0, BlockKind::tool_call, "a", "n", {}},
                MessageStart{"msg_2", "m", {}}, BlockStart{0, BlockKind::text, {}, {}, {}},
                BlockEnd{0}, MessageEnd{}});
    CHECK(written.find("\"msg_2\"") != std::string::npos);
    CHECK(written.find("\"end_turn\"") != std::string::npos);
  }

  TEST_CASE("faults, pings and unknown events have their own lines") {
    FailureFacts facts;
    facts.kind = FailureKind::overloaded;
    facts.message = "Overloaded";
    CHECK(encode({Fault{facts}}) ==
          "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
          "\"message\":\"Overloaded\"}}\n\n");
    CHECK(encode({Ping{}}) == "event: ping\ndata: {\"type\": \"ping\"}\n\n");
    const std::string opaque =
        encode({MessageStart{"msg_1", "m", {}}, Opaque{"{\"type\":\"new\",\n\"x\":1}"}});
    CHECK(opaque.ends_with("event: new\ndata: {\"type\":\"new\", \"x\":1}\n\n"));
    CHECK(
        encode({MessageStart{"msg_1", "m", {}}, Opaque{"{\"object\":\"chunk\"}"}}).find("chunk") ==
        std::string::npos);
  }
}

}  // namespace edgee
