#include "core/dialect/openai_chat/stream_decoder.h"

#include <cstddef>

#include <doctest/doctest.h>

#include "tests/core/dialect/openai_chat/story.h"

namespace edgee::test {
namespace {

std::string chunk(const std::string& delta, const std::string& finish = "null") {
  return R"(data: {"id":"c1","model":"m","choices":[{"index":0,"delta":)" + delta +
         R"(,"finish_reason":)" + finish + "}]}\n\n";
}

const std::string kDone = "data: [DONE]\n\n";
const std::string kStop = chunk("{}", R"("stop")");
const std::string kCalls = chunk("{}", R"("tool_calls")");

std::string tool(const std::string& call) {
  return chunk(R"({"tool_calls":[)" + call + "]}");
}

struct Variation {
  const char* name;
  std::string sse;
  const char* story;
};

const std::vector<Variation>& variations() {
  static const std::vector<Variation> kAll = {
      {"text with the usage in a chunk of its own",
       chunk(R"({"role":"assistant","content":""})") + chunk(R"({"content":"Hel"})") +
           chunk(R"({"content":"lo"})") + kStop +
           R"(data: {"id":"c1","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2,)"
           R"("prompt_tokens_details":{"cached_tokens":6}}})"
           "\n\n" +
           kDone,
       R"(text "Hello" | stop end_turn | usage 4+6+0/2 | end)"},
      {"usage inside the last choice chunk, cumulative before",
       R"(data: {"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":5,"completion_tokens":1}})"
       "\n\n"
       R"(data: {"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2}})"
       "\n\n" +
           kDone,
       R"(text "ab" | stop end_turn | usage 5+0+0/2 | end)"},
      {"usage inside the choice",
       R"(data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop","usage":{"prompt_tokens":5,"completion_tokens":1}}]})"
       "\n\n" +
           kDone,
       R"(text "a" | stop end_turn | usage 5+0+0/1 | end)"},
      {"DeepSeek's names of cached tokens and a cache write",
       R"(data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"prompt_cache_hit_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cache_write_tokens":3}}})"
       "\n\n",
       R"(text "a" | stop end_turn | usage 1+5+3/1 | end)"},
      {"what of the output was thinking",
       R"(data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":7,"completion_tokens_details":{"reasoning_tokens":6}}})"
       "\n\n",
       R"(text "a" | stop end_turn | usage 9+0+0/7 thought 6 | end)"},
      {"no end mark after a finish reason is no cut", chunk(R"({"content":"a"})") + kStop,
       R"(text "a" | stop end_turn | end)"},
      {"an end mark that no blank line follows",
       chunk(R"({"content":"a"})") + kStop + "data: [DONE]", R"(text "a" | stop end_turn | end)"},
      {"a clean end without a finish reason is a cut", chunk(R"({"content":"a"})"),
       R"(text "a"...)"},
      {"an end mark without a finish reason is a cut", chunk(R"({"content":"a"})") + kDone,
       R"(text "a"...)"},
      {"comments, CRLF and role in each chunk",
       ": OPENROUTER PROCESSING\r\n\r\n"
       "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"a\"}}]}\r\n\r\n"
       ": keep-alive\r\n\r\n"
       "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"b\"},"
       "\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n",
       R"(text "ab" | stop end_turn | end)"},
      {"empty choices first",
       R"(data: {"id":"","choices":[],"prompt_filter_results":[]})"
       "\n\n" +
           chunk(R"({"content":"a"})") + kStop + kDone,
       R"(text "a" | stop end_turn | end)"},
      {"an empty finish reason is none",
       chunk(R"({"content":"a"})", R"("")") + chunk(R"({"content":"b"})", R"("")") + kStop + kDone,
       R"(text "ab" | stop end_turn | end)"},
      {"a tool call in pieces",
       tool(
           R"({"index":0,"id":"call_1","type":"function","function":{"name":"read","arguments":""}})") +
           tool(R"({"index":0,"function":{"arguments":"{\"a\""}})") +
           tool(R"({"index":0,"function":{"arguments":":1}"}})") + kCalls + kDone,
       R"(tool call_1 read {"a":1} | stop tool_use | end)"},
      {"a whole tool call in one chunk, stop instead of tool_calls",
       tool(R"({"index":0,"id":"call_1","function":{"name":"read","arguments":"{\"a\":1}"}})") +
           kStop + kDone,
       R"(tool call_1 read {"a":1} | stop tool_use | end)"},
      {"id and name repeated in each chunk",
       tool(R"({"index":0,"id":"call_1","function":{"name":"read","arguments":"{\"a\""}})") +
           tool(R"({"index":0,"id":"call_1","function":{"name":"read","arguments":":1}"}})") +
           kCalls + kDone,
       R"(tool call_1 read {"a":1} | stop tool_use | end)"},
      {"an empty name and id in later chunks",
       tool(R"({"index":0,"id":"call_1","function":{"name":"read","arguments":"{\"a\""}})") +
           tool(R"({"index":0,"id":"","function":{"name":"","arguments":":1}"}})") + kCalls + kDone,
       R"(tool call_1 read {"a":1} | stop tool_use | end)"},
      {"no index",
       tool(R"({"id":"call_1","function":{"name":"read","arguments":"{\"a\""}})") +
           tool(R"({"function":{"arguments":":1}"}})") +
           tool(R"({"id":"call_2","function":{"name":"list","arguments":"{}"}})") + kCalls + kDone,
       R"(tool call_1 read {"a":1} | tool call_2 list {} | stop tool_use | end)"},
      {"two whole calls without index and id",
       tool(
           R"({"function":{"name":"read","arguments":{"a":1}}},{"function":{"name":"read","arguments":{"a":2}}})") +
           kCalls + kDone,
       nullptr},
      {"all calls numbered 0",
       tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{}"}})") +
           tool(R"({"index":0,"id":"x2","function":{"name":"list","arguments":"{\"b\""}})") +
           tool(R"({"index":0,"function":{"arguments":":2}"}})") + kCalls + kDone,
       R"(tool x1 read {} | tool x2 list {"b":2} | stop tool_use | end)"},
      {"calls that interleave are put one after the other",
       tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{\"a\""}})") +
           tool(R"({"index":1,"id":"x2","function":{"name":"list","arguments":"{\"b\""}})") +
           tool(R"({"index":0,"function":{"arguments":":1}"}})") +
           tool(R"({"index":1,"function":{"arguments":":2}"}})") + kCalls + kDone,
       R"(tool x1 read {"a":1} | tool x2 list {"b":2} | stop tool_use | end)"},
      {"a call without input", tool(R"({"index":0,"id":"x1","function":{"name":"now"}})") + kCalls,
       R"(tool x1 now {} | stop tool_use | end)"},
      {"a call that never gets a name is dropped",
       chunk(R"({"content":"a"})") +
           tool(R"({"index":0,"id":"x1","function":{"arguments":"{}"}})") + kCalls,
       R"(text "a" | stop tool_use | end)"},
      {"text before, between and after calls",
       chunk(R"({"content":"I look."})") +
           tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{}"}})") +
           chunk(R"({"content":"And"})") + chunk(R"({"content":" more."})") + kCalls + kDone,
       R"(text "I look." | tool x1 read {} | text "And more." | stop tool_use | end)"},
      {"text inside an unfinished call waits",
       tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{\"a\""}})") +
           chunk(R"({"content":"odd"})") + tool(R"({"index":0,"function":{"arguments":":1}"}})") +
           kCalls + kDone,
       R"(tool x1 read {"a":1} | text "odd" | stop tool_use | end)"},
      {"blank text around a call makes no block",
       chunk(R"({"content":"\n\n"})") +
           tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{}"}})") +
           chunk(R"({"content":"\n"})") + kCalls + kDone,
       R"(tool x1 read {} | stop tool_use | end)"},
      {"a cut inside a call leaves it open",
       tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{\"a\""}})"),
       R"(tool x1 read {"a"...)"},
      {"ids that Anthropic would refuse are escaped",
       tool(R"({"index":0,"id":"functions.Read:0","function":{"name":"Read","arguments":"{}"}})") +
           kCalls,
       R"(tool edgee-functions-2eRead-3a0 Read {} | stop tool_use | end)"},
      {"the old function_call",
       chunk(R"({"function_call":{"name":"read","arguments":"{}"}})") +
           chunk("{}", R"("function_call")"),
       nullptr},
      {"reasoning_content",
       chunk(R"({"reasoning_content":"Hm"})") + chunk(R"({"reasoning_content":"m."})") +
           chunk(R"({"content":"a"})") + kStop,
       R"(thinking "Hmm." | text "a" | stop end_turn | end)"},
      {"reasoning beside its own details",
       chunk(
           R"({"content":"","reasoning":"Hm","reasoning_details":[{"type":"reasoning.text","text":"Hm"}]})") +
           chunk(R"({"content":"a","reasoning":null})") + kStop,
       R"(thinking "Hm" | text "a" | stop end_turn | end)"},
      {"reasoning_details alone, told again from the start each time",
       chunk(R"({"reasoning_details":[{"type":"reasoning.text","text":"Let"}]})") +
           chunk(R"({"reasoning_details":[{"type":"reasoning.text","text":"Let me"}]})") +
           chunk(R"({"content":"a"})") + kStop,
       R"(thinking "Let me" | text "a" | stop end_turn | end)"},
      {"a think tag split between chunks",
       chunk(R"({"content":"<th"})") + chunk(R"({"content":"ink>\nHm</thi"})") +
           chunk(R"({"content":"nk>\n\nYes, <think> is a tag."})") + kStop,
       R"(thinking "\nHm" | text "Yes, <think> is a tag." | stop end_turn | end)"},
      {"Mistral's list of items",
       chunk(R"({"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]})") +
           chunk(R"({"content":[{"type":"text","text":"a"}]})") + kStop,
       R"(thinking "Hm" | text "a" | stop end_turn | end)"},
      {"a refusal", chunk(R"({"refusal":"I won't."})") + kStop,
       R"(text "I won't." | stop refusal | end)"},
      {"too long", chunk(R"({"content":"a"})") + chunk("{}", R"("length")"),
       R"(text "a" | stop max_tokens | end)"},
      {"filtered", chunk(R"({"content":"a"})") + chunk("{}", R"("content_filter")"),
       R"(text "a" | stop refusal | end)"},
      {"an unknown reason", chunk(R"({"content":"a"})") + chunk("{}", R"("tired")"),
       R"(text "a" | stop other(tired) | end)"},
      {"vLLM names the stop sequence",
       R"(data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop","stop_reason":"END"}]})"
       "\n\n",
       R"(text "a" | stop stop_sequence(END) | end)"},
      {"second choices are not ours",
       R"(data: {"choices":[{"index":1,"delta":{"content":"no"}},{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]})"
       "\n\n",
       R"(text "a" | stop end_turn | end)"},
      {"an error object as the first line",
       R"(data: {"error":{"code":"1302","message":"slow down"}})"
       "\n\n" +
           kDone,
       "fault 1302 slow down"},
      {"an error object in mid-stream ends the story",
       chunk(R"({"content":"a"})") +
           R"(data: {"id":"c1","choices":[{"delta":{},"finish_reason":"error"}],"error":{"code":502,"message":"gone"}})"
           "\n\n" +
           chunk(R"({"content":"b"})") + kDone,
       R"(text "a"... | fault 502 gone)"},
      {"an error inside the choice",
       chunk(R"({"content":"a"})") +
           R"(data: {"choices":[{"delta":{},"error":{"code":429,"message":"slow"},"finish_reason":"error"}]})"
           "\n\n",
       R"(text "a"... | fault 429 slow)"},
      {"a finish reason that is a failure",
       chunk(R"({"content":"a"})") + chunk("{}", R"("insufficient_system_resource")"),
       R"(text "a"... | fault insufficient_system_resource the model stopped with insufficient_system_resource)"},
      {"MiniMax says it under 200",
       R"(data: {"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}})"
       "\n\n",
       "fault 1008 insufficient balance"},
      {"a plain error string",
       R"(data: {"error":"Model unloaded by user or API request"})"
       "\n\n",
       "fault  Model unloaded by user or API request"},
  };
  return kAll;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/stream_decoder") {
  TEST_CASE("each way of streaming Chat tells its story") {
    for (const Variation& variation : variations()) {
      CAPTURE(variation.name);
      if (variation.story != nullptr) CHECK(story(decode(variation.sse)) == variation.story);
    }
  }

  TEST_CASE("bytes may be cut anywhere") {
    for (const Variation& variation : variations()) {
      CAPTURE(variation.name);
      const std::string whole = lines(decode(variation.sse));
      for (const std::size_t step : {1U, 2U, 3U, 7U, 64U}) {
        CAPTURE(step);
        CHECK(lines(decode_in_steps(variation.sse, step)) == whole);
      }
    }
  }

  TEST_CASE("a stream broken off anywhere ends its message only after the finish reason") {
    const std::string sse = chunk(R"({"content":"Hello"})") + kStop + kDone;
    const std::size_t finished = sse.find(kStop) + kStop.size();
    for (std::size_t cut = 0; cut < sse.size(); ++cut) {
      CAPTURE(cut);
      const std::string told = story(decode(std::string_view(sse).substr(0, cut)));
      // The last bytes of the finishing chunk are only its blank line.
      if (cut >= finished) CHECK(told.ends_with("| end"));
      if (cut + 2 < finished) CHECK_FALSE(told.ends_with("| end"));
    }
  }

  TEST_CASE("calls without an id get one, the same each time and different for each call") {
    const std::string sse = tool(R"({"function":{"name":"read","arguments":{"a":1}}},)"
                                 R"({"function":{"name":"read","arguments":{"a":2}}})") +
                            kCalls;
    std::vector<std::string> ids;
    for (const StreamEvent& event : decode(sse)) {
      if (const auto* start = std::get_if<BlockStart>(&event)) ids.push_back(start->id);
    }
    REQUIRE(ids.size() == 2);
    CHECK(ids[0] != ids[1]);
    CHECK(ids[0].starts_with("call_"));
    CHECK(lines(decode(sse)) == lines(decode(sse)));
    CHECK(story(decode(sse)).find(R"(read {"a":2} | stop tool_use | end)") != std::string::npos);
  }

  TEST_CASE("the first of two whole calls is closed before the second has come") {
    openai_chat::Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed(tool(R"({"index":0,"id":"x1","function":{"name":"read","arguments":"{}"}})"),
                 events);
    CHECK(story(events) == "tool x1 read {}...");
    decoder.feed(tool(R"({"index":1,"id":"x2","function":{"name":"list","arguments":"{\"b"}})"),
                 events);
    CHECK(story(events) == R"(tool x1 read {} | tool x2 list {"b...)");
  }

  TEST_CASE("the message start carries id and model") {
    CHECK(lines(decode(chunk(R"({"content":"a"})"))).starts_with("start c1 m\n"));
  }

  TEST_CASE("comments are pings") {
    CHECK(lines(decode(": keep-alive\n\n")) == "ping\n");
  }

  TEST_CASE("garbage breaks the stream") {
    for (const char* garbage : {"data: {\"choices\": [\n\n", "data: hello\n\n", "data: [1]\n\n",
                                "<html>no</html>\n\n", "{\"error\":\"no\"}\n\n"}) {
      CAPTURE(garbage);
      openai_chat::Decoder decoder;
      std::vector<StreamEvent> events;
      decoder.feed(garbage, events);
      decoder.finish(events);
      CHECK(decoder.broken());
      for (const StreamEvent& event : events)
        CHECK_FALSE(is_content(event));
    }
  }

  TEST_CASE("bytes of an incomplete event are known") {
    openai_chat::Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed("data: {\"cho", events);
    CHECK(decoder.in_event());
    decoder.feed("ices\":[]}\n\n", events);
    CHECK_FALSE(decoder.in_event());
  }
}

}  // namespace edgee::test
