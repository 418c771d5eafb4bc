#include "core/dialect/gemini/stream_encoder.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

const std::string kHead = R"({"candidates":[{"content":{"role":"model","parts":[)";
const std::string kTail = R"(]},"index":0}],"modelVersion":"gemini-4-argon","responseId":"r"})";

std::string chunk(const std::string& part) {
  return "data: " + kHead + part + kTail + "\n\n";
}

Request plain() {
  return gemini_request(R"({"contents":[]})");
}

Request with_thoughts() {
  return gemini_request(
      R"({"contents":[],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}})");
}

std::vector<StreamEvent> said(std::vector<StreamEvent> inner) {
  std::vector<StreamEvent> all{MessageStart{"r", "other", {}}};
  all.insert(all.end(), inner.begin(), inner.end());
  return all;
}

}  // namespace

TEST_SUITE("core/dialect/gemini/stream_encoder") {
  TEST_CASE("words are chunks, the last of which says why and what it cost") {
    const auto events = said({BlockStart{}, TextDelta{0, "Hi"}, BlockEnd{0}, Usage{{10, 5, 1, 7}},
                              Stop{}, MessageEnd{}});
    CHECK(write_gemini(events, plain()) ==
          chunk(R"({"text":"Hi"})") + "data: " + kHead +
              R"({"text":""}]},"finishReason":"STOP","index":0}],"usageMetadata":)"
              R"({"promptTokenCount":16,"candidatesTokenCount":7,"totalTokenCount":23,)"
              R"("cachedContentTokenCount":5},"modelVersion":"gemini-4-argon","responseId":"r"})"
              "\n\n");
  }

  TEST_CASE("a call is written when it is whole, line breaks and all") {
    const auto begun = said({BlockStart{0, BlockKind::tool_call, "c1", "read", {}},
                             ToolDelta{0, "{\"a\":\n"}, ToolDelta{0, " 1}"}});
    CHECK(write_gemini(begun, plain()).empty());
    auto whole = begun;
    whole.emplace_back(BlockEnd{0});
    CHECK(write_gemini(whole, plain()) ==
          chunk(R"({"functionCall":{"id":"c1","name":"read","args":{"a":  1}}})"));
  }

  TEST_CASE("an input that is no object is no call that could be run") {
    for (const char* input : {"{\"a\":", "[1]", "\"x\"", "{\"a\":nope}"}) {
      CAPTURE(input);
      const auto events = said({BlockStart{0, BlockKind::tool_call, "c1", "read", {}},
                                ToolDelta{0, input}, BlockEnd{0}});
      CHECK(write_gemini(events, plain()).empty());
    }
  }

  TEST_CASE("an agent that did not ask for thoughts gets none") {
    const auto events = said({BlockStart{0, BlockKind::thinking, {}, {}, {}},
                              ThinkingDelta{0, "Hm"}, Signature{0, "sig"}, BlockEnd{0}});
    CHECK(write_gemini(events, plain()).empty());
    CHECK(write_gemini(events, with_thoughts()) == chunk(R"({"text":"Hm","thought":true})"));
  }

  TEST_CASE("functions get their own names back") {
    const Request request = gemini_request(
        R"({"contents":[],"tools":[{"functionDeclarations":[{"name":"files.read"}]}]})");
    const auto events = said({BlockStart{0, BlockKind::tool_call, "c", "files_read", {}},
                              ToolDelta{0, ""}, BlockEnd{0}});
    CHECK(write_gemini(events, request).find(R"("name":"files.read","args":{})") !=
          std::string::npos);
  }

  TEST_CASE("each reason has its word") {
    struct Row {
      Stop stop;
      const char* word;
    };
    const Row rows[] = {{{StopReason::end_turn, {}, {}}, "STOP"},
                        {{StopReason::tool_use, {}, {}}, "STOP"},
                        {{StopReason::stop_sequence, "x", {}}, "STOP"},
                        {{StopReason::pause, {}, {}}, "STOP"},
                        {{StopReason::max_tokens, {}, {}}, "MAX_TOKENS"},
                        {{StopReason::window_exceeded, {}, {}}, "MAX_TOKENS"},
                        {{StopReason::refusal, {}, {}}, "SAFETY"},
                        {{StopReason::other, {}, "LANGUAGE"}, "LANGUAGE"},
                        {{StopReason::other, {}, "weird"}, "OTHER"}};
    for (const Row& row : rows) {
      CAPTURE(row.word);
      const std::string out = write_gemini(said({row.stop, MessageEnd{}}), plain());
      CHECK(out.find(std::string(R"("finishReason":")") + row.word + "\"") != std::string::npos);
    }
  }

  TEST_CASE("an agent without alt=sse gets one JSON array") {
    const Request request =
        gemini_request(R"({"contents":[]})", "gemini-4-argon", "streamGenerateContent", "");
    const auto events = said({BlockStart{}, TextDelta{0, "a"}, Ping{}, TextDelta{0, "b"},
                              BlockEnd{0}, Stop{}, MessageEnd{}});
    const std::string out = write_gemini(events, request);
    const auto parsed = parse_json(out);
    REQUIRE_MESSAGE(parsed, out);
    REQUIRE(parsed->is_array());
    CHECK(parsed->back()["candidates"][0]["finishReason"] == "STOP");
    CHECK(describe(read_gemini(out)).find("text 0 \"a\"\nping\ntext 0 \"b\"\nend 0") !=
          std::string::npos);
  }

  TEST_CASE("a fault ends the array too") {
    const Request request =
        gemini_request(R"({"contents":[]})", "gemini-4-argon", "streamGenerateContent", "");
    FailureFacts facts;
    facts.kind = FailureKind::overloaded;
    facts.message = "busy";
    for (const auto& events : {said({Fault{facts}}), std::vector<StreamEvent>{Fault{facts}}}) {
      const auto parsed = parse_json(write_gemini(events, request));
      REQUIRE(parsed);
      CHECK(parsed->back()["error"]["status"] == "UNAVAILABLE");
      CHECK(parsed->back()["error"]["code"] == 503);
    }
  }

  TEST_CASE("an answer goes on in a message that has begun") {
    const Request request = plain();
    Transcript shown;
    shown.begun = true;
    shown.ids = {"r"};
    shown.blocks.push_back({0, BlockKind::text, "Hel"});
    const auto encoder = gemini_dialect().make_encoder(request);
    encoder->resume(shown);
    std::string out;
    encoder->encode(TextDelta{0, "lo"}, out);
    CHECK(out == chunk(R"({"text":"lo"})"));
  }

  TEST_CASE("a reason that the agent has read is not said again") {
    const Request request = plain();
    Transcript shown;
    shown.begun = shown.stopped = shown.reason_out = true;
    const auto encoder = gemini_dialect().make_encoder(request);
    encoder->resume(shown);
    std::string out;
    encoder->encode(Stop{}, out);
    encoder->encode(MessageEnd{}, out);
    CHECK(out.empty());
  }

  TEST_CASE("a call that was open when another answer broke off is written by who ends it") {
    const Request request = plain();
    Transcript shown;
    shown.begun = true;
    shown.ids = {"r"};
    shown.blocks.push_back({0, BlockKind::tool_call, "{\"a\":", false, false, false, "c1", "read"});
    const auto encoder = gemini_dialect().make_encoder(request);
    encoder->resume(shown);
    std::string out;
    encoder->encode(ToolDelta{0, "1}"}, out);
    encoder->encode(BlockEnd{0}, out);
    CHECK(out == chunk(R"({"functionCall":{"id":"c1","name":"read","args":{"a":1}}})"));
  }

  TEST_CASE("what keeps an agent waiting is a chunk that all its readers take") {
    const Dialect& dialect = gemini_dialect();
    const Request request = plain();
    std::string event;
    const auto amid = dialect.make_encoder(request);
    amid->resume({});
    amid->encode(TextDelta{}, event);
    for (const std::string_view bytes : {dialect.keep_alive, std::string_view(event)}) {
      CHECK(bytes.starts_with("data: {"));
      CHECK(bytes.ends_with("}\n\n"));
      CHECK(bytes.find('\n') == bytes.size() - 2);
      const auto parsed = parse_json(bytes.substr(6, bytes.size() - 8));
      REQUIRE(parsed);
      // @google/genai throws a message away of which one chunk has no parts.
      CHECK_FALSE((*parsed)["candidates"][0]["content"]["parts"].empty());
    }
  }

  TEST_CASE("a ping in front of an answer is nothing: no chunk could name the answer yet") {
    const Request request = plain();
    const auto encoder = gemini_dialect().make_encoder(request);
    std::string out;
    encoder->encode(Ping{}, out);
    CHECK(out.empty());
    encoder->encode(MessageStart{"r", "", {}}, out);
    encoder->encode(Ping{}, out);
    CHECK(out == chunk(R"({"text":"","thought":true})"));
  }

  TEST_CASE("half of a surrogate pair is JSON, and a call that holds one runs") {
    const auto events = said({BlockStart{0, BlockKind::tool_call, "c1", "read", {}},
                              ToolDelta{0, R"({"a":"\ud83d"})"}, BlockEnd{0}});
    CHECK(write_gemini(events, plain()) ==
          chunk(R"({"functionCall":{"id":"c1","name":"read","args":{"a":"\ud83d"}}})"));
  }

  TEST_CASE("what was thinking of the output is counted apart") {
    TokenUsage usage{10, 0, 0, 90};
    usage.reasoning = 80;
    const std::string out = write_gemini(
        said({BlockStart{}, TextDelta{0, "Hi"}, BlockEnd{0}, Usage{usage}, Stop{}, MessageEnd{}}),
        plain());
    CHECK(out.find(R"("candidatesTokenCount":10,"totalTokenCount":100,"thoughtsTokenCount":80)") !=
          std::string::npos);
  }
}

}  // namespace edgee::test
