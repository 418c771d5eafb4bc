#include <doctest/doctest.h>

#include "core/dialect/sse.h"
#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/openai_responses/grammar.h"
#include "tests/core/dialect/openai_responses/setup.h"

namespace edgee::test {
namespace {

const std::string kTools =
    R"("tools":[{"type":"function","name":"read"},{"type":"custom","name":"exec"},)"
    R"({"type":"namespace","name":"mcp","tools":[{"type":"function","name":"log"}]},)"
    R"({"type":"tool_search","execution":"client"},{"type":"local_shell"}])";

Request codex() {
  return request_of(body_of(R"("x")", kTools));
}

std::vector<StreamEvent> call(const std::string& name, const std::string& input) {
  return {MessageStart{"msg_1", "claude", {}},
          BlockStart{0, BlockKind::tool_call, "toolu_1", name, {}},
          ToolDelta{0, input},
          BlockEnd{0},
          Stop{StopReason::tool_use, {}, {}},
          MessageEnd{}};
}

// The data of the first event of that type.
Json first(const std::string& sse, const std::string& type) {
  SseReader reader;
  reader.feed(sse);
  while (const auto found = reader.next()) {
    if (found->event == type) return parse_json(found->data).value_or(Json());
  }
  return {};
}

Json item_of(const std::string& sse) {
  return member(first(sse, "response.output_item.done"), "item");
}

std::vector<StreamEvent> answer() {
  return {MessageStart{"msg_1", "claude", {}},
          BlockStart{0, BlockKind::thinking, {}, {}, {}},
          ThinkingDelta{0, "Hm"},
          Signature{0, "sig"},
          BlockEnd{0},
          BlockStart{1, BlockKind::text, {}, {}, {}},
          TextDelta{1, "Hel"},
          TextDelta{1, "lo \"you\"\n"},
          BlockEnd{1},
          BlockStart{2, BlockKind::tool_call, "toolu_1", "read", {}},
          ToolDelta{2, R"({"a":)"},
          ToolDelta{2, "1}"},
          BlockEnd{2},
          Usage{{10, 3, 2, 5}},
          Stop{StopReason::tool_use, {}, {}},
          MessageEnd{}};
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/stream_encoder") {
  TEST_CASE("an answer is written as the API writes it") {
    const Request request = codex();
    const std::string sse = write(answer(), request);
    CHECK(grammar_fault(sse) == "");
    const Json response = member(first(sse, "response.completed"), "response");
    CHECK(response["id"] == "resp_msg_1");
    CHECK(response["model"] == "m");
    CHECK(response["usage"]["input_tokens"] == 15);
    CHECK(response["usage"]["input_tokens_details"]["cached_tokens"] == 3);
    CHECK(response["usage"]["total_tokens"] == 20);
    REQUIRE(response["output"].size() == 3);
    CHECK(response["output"][1]["content"][0]["text"] == "Hello \"you\"\n");
    CHECK(response["output"][2]["arguments"] == R"({"a":1})");
  }

  TEST_CASE("another model's reasoning is marked and unsigned, so that it can be taken out again") {
    const Request request = codex();
    const Json item = item_of(write(answer(), request));
    CHECK(item["type"] == "reasoning");
    CHECK(item["id"].get<std::string>().starts_with("rs_edgee_"));
    CHECK_FALSE(item.contains("encrypted_content"));
    CHECK(item["summary"][0]["text"] == "Hm");
    const std::string next = body_of("[" + dump_json(item) + R"(,{"role":"user","content":"x"}])");
    CHECK(request_of(next).facts.foreign_history);
    CHECK(responses().strip_foreign(next) == body_of(R"([{"role":"user","content":"x"}])"));
  }

  TEST_CASE("calls go back in the form in which the agent has its tools") {
    const Request request = codex();
    const std::string freeform = write(call("exec", R"({"input":"ls \"a\""})"), request);
    CHECK(grammar_fault(freeform) == "");
    CHECK(item_of(freeform)["type"] == "custom_tool_call");
    CHECK(item_of(freeform)["input"] == "ls \"a\"");
    CHECK(item_of(freeform)["call_id"] == "toolu_1");
    const std::string spaced = write(call("mcp__log", "{}"), request);
    CHECK(grammar_fault(spaced) == "");
    CHECK(item_of(spaced)["name"] == "log");
    CHECK(item_of(spaced)["namespace"] == "mcp");
    const Json search = item_of(write(call("tool_search", R"({"query":"x"})"), request));
    CHECK(search["type"] == "tool_search_call");
    CHECK(search["execution"] == "client");
    CHECK(search["arguments"] == Json{{"query", "x"}});
    const Json shell = item_of(write(call("local_shell", R"({"command":["ls"]})"), request));
    CHECK(shell["type"] == "local_shell_call");
    CHECK(shell["action"]["command"] == Json{"ls"});
    const Json unknown = item_of(write(call("dream", ""), request));
    CHECK(unknown["type"] == "function_call");
    CHECK(unknown["arguments"] == "{}");
  }

  TEST_CASE("a call's pieces are its input, and each event has its number") {
    const Request request = codex();
    struct Row {
      std::vector<const char*> pieces;
      const char* input;
    };
    const Row rows[] = {{{"", R"({"a":)", "", "1}"}, R"({"a":1})"}, {{""}, "{}"}, {{}, "{}"}};
    for (const Row& row : rows) {
      CAPTURE(row.input);
      std::vector<StreamEvent> events{MessageStart{"msg_1", "claude", {}},
                                      BlockStart{0, BlockKind::tool_call, "toolu_1", "read", {}}};
      for (const char* piece : row.pieces)
        events.emplace_back(ToolDelta{0, piece});
      for (StreamEvent& event :
           std::vector<StreamEvent>{BlockEnd{0}, Stop{StopReason::tool_use, {}, {}}, MessageEnd{}})
        events.push_back(std::move(event));
      const std::string sse = write(events, request);
      CHECK(grammar_fault(sse) == "");
      CHECK(item_of(sse)["arguments"] == row.input);
      CHECK(sse.find("keepalive") == std::string::npos);
    }
  }

  TEST_CASE("a freeform input in another form than ours goes out as it is") {
    const Request request = codex();
    CHECK(item_of(write(call("exec", R"({"cmd":1})"), request))["input"] == R"({"cmd":1})");
  }

  TEST_CASE("what is not whole ends as incomplete, with the reason") {
    struct Row {
      StopReason reason;
      const char* type;
      const char* why;
    };
    const Row rows[] = {
        {StopReason::max_tokens, "response.incomplete", "max_output_tokens"},
        {StopReason::window_exceeded, "response.incomplete", "max_output_tokens"},
        {StopReason::refusal, "response.incomplete", "content_filter"},
        {StopReason::end_turn, "response.completed", ""},
        {StopReason::stop_sequence, "response.completed", ""},
        {StopReason::other, "response.completed", ""},
    };
    const Request request = codex();
    for (const Row& row : rows) {
      CAPTURE(row.type);
      const std::string sse =
          write({MessageStart{"a", "", {}}, Stop{row.reason, {}, {}}, MessageEnd{}}, request);
      CHECK(grammar_fault(sse) == "");
      const Json end = first(sse, row.type);
      REQUIRE(end.is_object());
      CHECK(string_member(member(member(end, "response"), "incomplete_details"), "reason") ==
            row.why);
    }
  }

  TEST_CASE("a fault is a failed response for Codex, then an error for the SDKs") {
    FailureFacts facts;
    facts.kind = FailureKind::throttled;
    facts.message = "Slow down.";
    facts.retry_after = Duration(1500);
    const Request request = codex();
    const std::string sse = write({MessageStart{"a", "", {}}, Fault{facts}}, request);
    CHECK(grammar_fault(sse) == "");
    const Json error = first(sse, "response.failed")["response"]["error"];
    CHECK(error["code"] == "rate_limit_exceeded");
    CHECK(error["message"] == "Slow down. Please try again in 1.5s.");
    CHECK(first(sse, "error")["error"]["code"] == "rate_limit_exceeded");
    CHECK(describe(decode(write({Fault{facts}}, request))) ==
          "fault throttled rate_limit_exceeded \"Slow down. Please try again in 1.5s.\"\n");
  }

  TEST_CASE("an answer goes on in a response that has begun") {
    Transcript shown;
    shown.begun = true;
    shown.ids = {"msg_1"};
    shown.blocks = {{0, BlockKind::thinking, "Hm", true, false, true},
                    {1, BlockKind::text, "Hel", false, false, false}};
    const Request request = codex();
    const auto encoder = responses().make_encoder(request);
    encoder->resume(shown);
    std::string more;
    encoder->encode(TextDelta{1, "lo"}, more);
    encoder->encode(BlockEnd{1}, more);
    encoder->encode(BlockStart{2, BlockKind::tool_call, "c", "read", {}}, more);
    encoder->encode(ToolDelta{2, "{}"}, more);
    encoder->encode(BlockEnd{2}, more);
    encoder->encode(Stop{StopReason::tool_use, {}, {}}, more);
    encoder->encode(MessageEnd{}, more);
    CHECK(first(more, "response.created").is_null());
    CHECK(item_of(more)["content"][0]["text"] == "Hello");
    CHECK(first(more, "response.output_item.added")["output_index"] == 2);
    const Json response = first(more, "response.completed")["response"];
    CHECK(response["output"].size() == 3);
    CHECK(response["output"][0]["summary"][0]["text"] == "Hm");

    // The two halves are one stream.
    std::string begun =
        write({MessageStart{"msg_1", "", {}}, BlockStart{0, BlockKind::thinking, {}, {}, {}},
               ThinkingDelta{0, "Hm"}, BlockEnd{0}, BlockStart{1, BlockKind::text, {}, {}, {}},
               TextDelta{1, "Hel"}},
              request);
    CHECK(grammar_fault(begun + more) == "");
  }

  TEST_CASE("an open block can be taken back by opening its place again") {
    const Request request = codex();
    const std::string sse =
        write({MessageStart{"a", "", {}}, BlockStart{0, BlockKind::text, {}, {}, {}},
               TextDelta{0, "old"}, BlockStart{0, BlockKind::text, {}, {}, {}}, TextDelta{0, "new"},
               BlockEnd{0}, MessageEnd{}},
              request);
    const Json output = first(sse, "response.completed")["response"]["output"];
    REQUIRE(output.size() == 1);
    CHECK(output[0]["content"][0]["text"] == "new");
  }

  TEST_CASE("what has no form here leaves no trace, also in the numbers of the items") {
    const Request request = codex();
    const std::string sse =
        write({MessageStart{"a", "", {}},
               BlockStart{0, BlockKind::redacted_thinking, {}, {}, R"({"type":"x"})"}, BlockEnd{0},
               BlockStart{1, BlockKind::other, "srvtoolu_1", "web_search",
                          R"({"type":"server_tool_use"})"},
               BlockEnd{1}, BlockStart{2, BlockKind::text, {}, {}, {}}, TextDelta{2, "x"},
               BlockEnd{2}, Opaque{"{}"}, MessageEnd{}},
              request);
    CHECK(grammar_fault(sse) == "");
    CHECK(first(sse, "response.completed")["response"]["output"].size() == 1);
  }

  TEST_CASE(
      "an empty delta is a sign of life that Codex's idle timer sees, a ping only a comment") {
    const Request request = codex();
    const auto encoder = responses().make_encoder(request);
    Transcript shown;
    shown.blocks = {{0, BlockKind::text, "", false, false, false}};
    encoder->resume(shown);
    std::string out;
    encoder->encode(TextDelta{0, ""}, out);
    CHECK(out == responses().keep_alive_event);
    CHECK(out.find("data: {") != std::string::npos);
    out.clear();
    encoder->encode(Ping{}, out);
    CHECK(out == responses().keep_alive);
    CHECK(out.starts_with(":"));
  }

  TEST_CASE("a response begins before anything can wait: SDKs take no other event in front of it") {
    const Request request = codex();
    CHECK(write({MessageStart{}}, request).starts_with("event: response.created\n"));
    CHECK(write({BlockStart{}}, request).starts_with("event: response.created\n"));
    CHECK(write({Ping{}, TextDelta{0, ""}}, request)
              .starts_with(": keepalive\n\nevent: response.created\n"));
  }

  TEST_CASE("an answer without an id gets one of its request, the same when it goes on") {
    const Request request = codex();
    const auto id = [](const std::string& sse, const char* type) {
      return string_member(member(first(sse, type), "response"), "id");
    };
    const std::string whole = write({MessageStart{}, MessageEnd{}}, request);
    CHECK(id(whole, "response.created").starts_with("resp_edgee_"));
    const auto encoder = responses().make_encoder(request);
    Transcript shown;
    shown.ids = {""};
    encoder->resume(shown);
    std::string rest;
    encoder->encode(MessageEnd{}, rest);
    CHECK(id(rest, "response.completed") == id(whole, "response.created"));
    const Request other = request_of(body_of(R"("y")"));
    CHECK(id(write({MessageStart{}}, other), "response.created") != id(whole, "response.created"));
    CHECK(id(write({MessageStart{"resp_9", "", {}}}, request), "response.created") == "resp_9");
  }
}

}  // namespace edgee::test
