#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/answer.h"
#include "core/dialect/tool_names.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"

namespace edgee::test {
namespace {

using openai_chat::encode_answer;

BlockStart block(int index, BlockKind kind) {
  return {index, kind, {}, {}, {}};
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/answer_encode") {
  TEST_CASE("a whole answer, byte for byte") {
    Request request = asked("the-model");
    request.received_at = 7;
    const std::vector<StreamEvent> events = {MessageStart{"id1", "claude", {}},
                                             block(0, BlockKind::thinking),
                                             ThinkingDelta{0, "hm"},
                                             BlockEnd{0},
                                             block(1, BlockKind::text),
                                             TextDelta{1, "one"},
                                             BlockEnd{1},
                                             block(2, BlockKind::text),
                                             TextDelta{2, "two"},
                                             BlockEnd{2},
                                             BlockStart{3, BlockKind::tool_call, "c1", "read", {}},
                                             ToolDelta{3, "{\"a\":1}"},
                                             BlockEnd{3},
                                             BlockStart{4, BlockKind::tool_call, "c2", "list", {}},
                                             BlockEnd{4},
                                             Usage{{1, 2, 0, 3}},
                                             Stop{StopReason::tool_use, {}, {}},
                                             MessageEnd{}};
    CHECK(encode_answer(events, request) ==
          R"({"id":"id1","object":"chat.completion","created":7,"model":"the-model","choices":[)"
          R"({"index":0,"message":{"role":"assistant","content":"one\n\ntwo","refusal":null,)"
          R"("reasoning_content":"hm","tool_calls":[{"id":"c1","type":"function","function":)"
          R"({"name":"read","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":)"
          R"({"name":"list","arguments":"{}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],)"
          R"("usage":{"prompt_tokens":3,"completion_tokens":3,"total_tokens":6,)"
          R"("prompt_tokens_details":{"cached_tokens":2}}})");
  }

  TEST_CASE("calls alone leave the content null, and an empty answer leaves it empty") {
    const std::vector<StreamEvent> call = {
        MessageStart{}, BlockStart{0, BlockKind::tool_call, "", "f", {}}, BlockEnd{0}};
    const Json answer = Json::parse(encode_answer(call, asked("m")));
    const Json& message = answer["choices"][0]["message"];
    CHECK(message["content"].is_null());
    CHECK(string_member(message["tool_calls"][0], "id").starts_with("call_"));
    CHECK(answer["choices"][0]["finish_reason"] == "tool_calls");
    CHECK(Json::parse(encode_answer({MessageStart{}},
                                    asked("m")))["choices"][0]["message"]["content"] == "");
  }

  TEST_CASE("freeform calls and the agent's own names") {
    const Request request =
        asked("m", R"({"tools":[{"type":"custom","custom":{"name":"patch me"}}]})");
    const std::string plain = plain_tool_name("patch me");
    const Json answer = Json::parse(
        encode_answer({MessageStart{}, BlockStart{0, BlockKind::tool_call, "c", plain, {}},
                       ToolDelta{0, R"({"input":"x"})"}, BlockEnd{0}},
                      request));
    CHECK(answer["choices"][0]["message"]["tool_calls"][0] ==
          Json::parse(R"({"id":"c","type":"custom","custom":{"name":"patch me","input":"x"}})"));
  }

  TEST_CASE("what is written whole is read as it was streamed") {
    const std::vector<StreamEvent> events = {MessageStart{"id1", "m", {}},
                                             block(0, BlockKind::thinking),
                                             ThinkingDelta{0, "hm"},
                                             BlockEnd{0},
                                             block(1, BlockKind::text),
                                             TextDelta{1, "one"},
                                             BlockEnd{1},
                                             BlockStart{2, BlockKind::tool_call, "c1", "read", {}},
                                             ToolDelta{2, "{\"a\":1}"},
                                             BlockEnd{2},
                                             Stop{StopReason::tool_use, {}, {}},
                                             Usage{{1, 2, 4, 3}},
                                             MessageEnd{}};
    const auto read = openai_chat::decode_answer(encode_answer(events, asked("m")));
    REQUIRE(read);
    CHECK(lines(*read) == lines(events));
  }
}

}  // namespace edgee::test
