#include "core/dialect/openai_chat/stream_encoder.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/tool_names.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"

namespace edgee::test {
namespace {

using openai_chat::Encoder;

const std::string kUsageAsked = R"({"stream_options":{"include_usage":true}})";
const std::string kTools =
    R"({"tools":[{"type":"custom","custom":{"name":"patch"}},{"type":"function","function":)"
    R"({"name":"mcp.read"}}]})";

std::string encoded(const std::vector<StreamEvent>& events, const Request& request) {
  Encoder encoder(request);
  std::string out;
  for (const StreamEvent& event : events)
    encoder.encode(event, out);
  return out;
}

// The choice of each chunk without its frame, one a line; other data as it is.
std::string deltas(const std::string& sse) {
  std::string told;
  for (std::size_t at = 0; at < sse.size();) {
    const std::size_t end = sse.find("\n\n", at);
    REQUIRE(end != std::string::npos);
    const std::string event = sse.substr(at, end - at);
    at = end + 2;
    const bool data = event.starts_with("data: ");
    const auto chunk = data ? parse_json(event.substr(6)) : std::nullopt;
    if (!chunk || !chunk->contains("choices")) {
      told += event + "\n";
      continue;
    }
    for (const Json& choice : (*chunk)["choices"]) {
      const Json& reason = choice["finish_reason"];
      told += reason.is_null() ? dump_json(choice["delta"]) : reason.get<std::string>();
      told += "\n";
    }
    if (chunk->contains("usage")) told += "usage " + dump_json((*chunk)["usage"]) + "\n";
  }
  return told;
}

BlockStart text_block(int index) {
  return {index, BlockKind::text, {}, {}, {}};
}
BlockStart call_block(int index, const std::string& id, const std::string& name) {
  return {index, BlockKind::tool_call, id, name, {}};
}

ShownBlock shown_text(int index, const std::string& text) {
  ShownBlock block;
  block.index = index;
  block.text = text;
  return block;
}

const std::vector<StreamEvent> kWords = {MessageStart{"id1", "claude", {}},
                                         text_block(0),
                                         TextDelta{0, "Hel\"lo"},
                                         BlockEnd{0},
                                         Usage{{10, 5, 2, 7, 6}},
                                         Stop{},
                                         MessageEnd{}};

}  // namespace

TEST_SUITE("core/dialect/openai_chat/stream_encoder") {
  TEST_CASE("a whole answer, byte for byte") {
    Request request = asked("the-model", kUsageAsked);
    request.received_at = 1'763'683'200;
    const std::string frame = R"(data: {"id":"id1","object":"chat.completion.chunk",)"
                              R"("created":1763683200,"model":"the-model","choices":[)";
    CHECK(encoded(kWords, request) ==
          frame +
              R"({"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]})"
              "\n\n" +
              frame +
              R"({"index":0,"delta":{"content":"Hel\"lo"},"finish_reason":null}]})"
              "\n\n" +
              frame +
              R"({"index":0,"delta":{},"finish_reason":"stop"}]})"
              "\n\n" +
              frame +
              R"(],"usage":{"prompt_tokens":17,"completion_tokens":7,"total_tokens":24,)"
              R"("prompt_tokens_details":{"cached_tokens":5,"cache_write_tokens":2},)"
              R"("completion_tokens_details":{"reasoning_tokens":6}}})"
              "\n\ndata: [DONE]\n\n");
  }

  TEST_CASE("token counts are for those who ask") {
    CHECK(encoded(kWords, asked("m")).find("usage") == std::string::npos);
    CHECK(encoded(kWords, asked("m", R"({"stream_options":{"include_usage":false}})"))
              .find("usage") == std::string::npos);
  }

  TEST_CASE("thinking, text and calls, each in its field") {
    const std::vector<StreamEvent> events = {MessageStart{},
                                             BlockStart{0, BlockKind::thinking, {}, {}, {}},
                                             ThinkingDelta{0, "hm"},
                                             Signature{0, "sig"},
                                             BlockEnd{0},
                                             text_block(1),
                                             TextDelta{1, "so"},
                                             BlockEnd{1},
                                             call_block(2, "c1", "read"),
                                             ToolDelta{2, "{\"a\""},
                                             ToolDelta{2, ":1}"},
                                             BlockEnd{2},
                                             call_block(3, "c2", "list"),
                                             BlockEnd{3},
                                             Stop{StopReason::tool_use, {}, {}},
                                             MessageEnd{}};
    CHECK(deltas(encoded(events, asked("m"))) ==
          R"({"content":"","role":"assistant"}
{"reasoning_content":"hm"}
{"content":"so"}
{"tool_calls":[{"function":{"arguments":"","name":"read"},"id":"c1","index":0,"type":"function"}]}
{"tool_calls":[{"function":{"arguments":"{\"a\""},"index":0}]}
{"tool_calls":[{"function":{"arguments":":1}"},"index":0}]}
{"tool_calls":[{"function":{"arguments":"","name":"list"},"id":"c2","index":1,"type":"function"}]}
{"tool_calls":[{"function":{"arguments":"{}"},"index":1}]}
tool_calls
data: [DONE]
)");
  }

  TEST_CASE("a freeform tool's input arrives as the text that it is") {
    const std::vector<StreamEvent> events = {MessageStart{},
                                             call_block(0, "c1", "patch"),
                                             ToolDelta{0, R"({"input":"a \)"},
                                             ToolDelta{0, R"("b\"\n"})"},
                                             BlockEnd{0},
                                             call_block(1, "c2", "patch"),
                                             ToolDelta{1, R"({"in)"},
                                             BlockEnd{1},
                                             Stop{StopReason::end_turn, {}, {}},
                                             MessageEnd{}};
    CHECK(deltas(encoded(events, asked("m", kTools))) ==
          R"({"content":"","role":"assistant"}
{"tool_calls":[{"custom":{"input":"","name":"patch"},"id":"c1","index":0,"type":"custom"}]}
{"tool_calls":[{"custom":{"input":"a \"b\"\n"},"index":0}]}
{"tool_calls":[{"custom":{"input":"","name":"patch"},"id":"c2","index":1,"type":"custom"}]}
{"tool_calls":[{"custom":{"input":"{\"in"},"index":1}]}
tool_calls
data: [DONE]
)");
  }

  TEST_CASE("a call bears the agent's own name of the tool") {
    const std::string plain = plain_tool_name("mcp.read");
    CHECK(plain != "mcp.read");
    const std::string sse =
        encoded({MessageStart{}, call_block(0, "c1", plain)}, asked("m", kTools));
    CHECK(sse.find(R"("name":"mcp.read")") != std::string::npos);
  }

  TEST_CASE("ids of calls are there and not too long for any vendor") {
    const auto id_of = [](const std::string& id, int index) {
      const std::string sse =
          encoded({MessageStart{"x", "", {}}, call_block(index, id, "f")}, asked("m"));
      const std::size_t at = sse.find(R"([{"index":0,"id":")") + 18;
      return sse.substr(at, sse.find('"', at) - at);
    };
    CHECK(id_of("toolu_01", 0) == "toolu_01");
    CHECK(id_of("", 0).starts_with("call_"));
    const std::string longest(41, 'x');
    CHECK(id_of(longest, 0).size() <= 40);
    CHECK(id_of(longest, 0) == id_of(longest, 5));
  }

  TEST_CASE("another block of a kind is another paragraph") {
    const std::vector<StreamEvent> events = {MessageStart{},    text_block(0),    TextDelta{0, "a"},
                                             TextDelta{0, "b"}, BlockEnd{0},      text_block(1),
                                             TextDelta{1, ""},  TextDelta{1, "c"}};
    CHECK(deltas(encoded(events, asked("m"))) ==
          "{\"content\":\"\",\"role\":\"assistant\"}\n{\"content\":\"a\"}\n{\"content\":\"b\"}\n"
          "{\"content\":\"\"}\n{\"content\":\"\\n\\nc\"}\n");
  }

  TEST_CASE("why the model stopped, in words that every agent knows") {
    struct Row {
      StopReason reason;
      bool calls;
      const char* word;
    };
    for (const Row& row : std::initializer_list<Row>{
             {StopReason::end_turn, false, "stop"},
             {StopReason::end_turn, true, "tool_calls"},
             {StopReason::tool_use, true, "tool_calls"},
             {StopReason::tool_use, false, "stop"},
             {StopReason::stop_sequence, false, "stop"},
             {StopReason::max_tokens, false, "length"},
             {StopReason::max_tokens, true, "length"},
             {StopReason::window_exceeded, false, "length"},
             {StopReason::refusal, false, "content_filter"},
             {StopReason::pause, false, "stop"},
             {StopReason::other, false, "stop"},
         }) {
      std::vector<StreamEvent> events = {MessageStart{}};
      if (row.calls) events.emplace_back(call_block(0, "c", "f"));
      events.emplace_back(Stop{row.reason, {}, "odd"});
      const std::string sse = encoded(events, asked("m"));
      CHECK(sse.find("\"finish_reason\":\"" + std::string(row.word) + "\"") != std::string::npos);
    }
  }

  TEST_CASE("an end without a reason still has one") {
    const std::string sse = encoded({MessageStart{}, MessageEnd{}}, asked("m"));
    CHECK(deltas(sse) == "{\"content\":\"\",\"role\":\"assistant\"}\nstop\ndata: [DONE]\n");
  }

  TEST_CASE("a fault is an error, behind which nothing looks like an end") {
    FailureFacts facts;
    facts.kind = FailureKind::overloaded;
    facts.message = "too busy";
    const std::string sse = encoded({MessageStart{}, text_block(0), TextDelta{0, "a"}, Fault{facts},
                                     Stop{}, MessageEnd{}, Ping{}},
                                    asked("m"));
    CHECK(sse.find("[DONE]") == std::string::npos);
    CHECK(sse.find("\"finish_reason\":\"") == std::string::npos);
    CHECK(
        sse.ends_with(R"(data: {"error":{"message":"too busy","type":"service_unavailable_error",)"
                      R"("param":null,"code":"server_is_overloaded"}})"
                      "\n\n"));
  }

  TEST_CASE("pings are comments, and events of no common form are left out") {
    CHECK(encoded({Ping{}}, asked("m")) == ": keep-alive\n\n");
    CHECK(encoded({Opaque{"{}"}}, asked("m")).empty());
  }

  TEST_CASE("an answer that begins without its beginning gets one") {
    CHECK(deltas(encoded({text_block(0), TextDelta{0, "a"}}, asked("m"))) ==
          "{\"content\":\"\",\"role\":\"assistant\"}\n{\"content\":\"a\"}\n");
  }

  TEST_CASE("a message that begins again goes on") {
    const std::string sse = encoded(
        {MessageStart{"one", "", {}}, MessageStart{"two", "", {}}, TextDelta{0, "a"}}, asked("m"));
    CHECK(sse.find("two") == std::string::npos);
    CHECK(deltas(sse) == "{\"content\":\"\",\"role\":\"assistant\"}\n{\"content\":\"a\"}\n");
  }

  TEST_CASE("a begun message goes on under its id, in its numbers and with its paragraphs") {
    const Request request = asked("m");
    Encoder encoder(request);
    Transcript shown;
    shown.begun = true;
    shown.ids = {"id1"};
    shown.blocks = {shown_text(0, "a")};
    ShownBlock call;
    call.index = 1;
    call.kind = BlockKind::tool_call;
    call.name = "f";
    call.text = "{}";
    call.closed = true;
    shown.blocks.push_back(call);
    encoder.resume(shown);
    std::string out;
    for (const StreamEvent& event :
         std::vector<StreamEvent>{text_block(2), TextDelta{2, "b"}, BlockEnd{2},
                                  call_block(3, "c2", "g"), BlockEnd{3}, Stop{}, MessageEnd{}}) {
      encoder.encode(event, out);
    }
    CHECK(out.starts_with(R"(data: {"id":"id1",)"));
    CHECK(deltas(out) ==
          R"({"content":"\n\nb"}
{"tool_calls":[{"function":{"arguments":"","name":"g"},"id":"c2","index":1,"type":"function"}]}
{"tool_calls":[{"function":{"arguments":"{}"},"index":1}]}
tool_calls
data: [DONE]
)");
  }

  TEST_CASE("text goes on in an open block without a border") {
    const Request request = asked("m");
    Encoder encoder(request);
    Transcript shown;
    shown.ids = {"id1"};
    shown.blocks = {shown_text(0, "Hel")};
    encoder.resume(shown);
    std::string out;
    encoder.encode(TextDelta{0, "lo"}, out);
    CHECK(deltas(out) == "{\"content\":\"lo\"}\n");
  }

  TEST_CASE("a reason that the agent has read is not said again") {
    const Request request = asked("m", kUsageAsked);
    Encoder encoder(request);
    Transcript shown;
    shown.reason_out = true;
    encoder.resume(shown);
    std::string out;
    encoder.encode(Usage{{1, 0, 0, 2}}, out);
    encoder.encode(Stop{}, out);
    encoder.encode(MessageEnd{}, out);
    CHECK(deltas(out) ==
          "usage {\"completion_tokens\":2,\"prompt_tokens\":1,"
          "\"prompt_tokens_details\":{\"cached_tokens\":0},\"total_tokens\":3}\n"
          "data: [DONE]\n");
  }

  TEST_CASE(
      "an answer whose provider named none has the same id at its head and where it goes on") {
    const Request request = asked("m", R"({"a":1})");
    Transcript shown;
    shown.ids = {""};
    Encoder resumed(request);
    resumed.resume(shown);
    std::string out;
    resumed.encode(TextDelta{0, ""}, out);
    const std::string head = encoded({MessageStart{}}, request);
    const std::size_t end = head.find(R"(,"object")");
    CHECK(head.starts_with(R"(data: {"id":"chatcmpl-edgee-)"));
    CHECK(out.substr(0, end) == head.substr(0, end));
    CHECK(encoded({MessageStart{}}, asked("m", R"({"a":2})")).substr(0, end) !=
          head.substr(0, end));
  }

  TEST_CASE("a call's signature reaches the agent as Google's own endpoint sends it") {
    CHECK(deltas(encoded({call_block(0, "c", "f"), Signature{0, "s"}, Signature{7, "none"}},
                         asked("m")))
              .ends_with("{\"tool_calls\":[{\"extra_content\":{\"google\":{\"thought_signature\":"
                         "\"s\"}},\"index\":0}]}\n"));
  }
}

}  // namespace edgee::test
