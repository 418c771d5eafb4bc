#include "core/dialect/gemini/stream_decoder.h"

#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/gemini/setup.h"

namespace edgee::test {
namespace {

// The lines of describe() without the first, which is the same in all of these.
std::string story(const std::vector<StreamEvent>& events) {
  std::string told;
  for (const StreamEvent& event : events) {
    if (std::holds_alternative<MessageStart>(event)) continue;
    told += (told.empty() ? "" : " | ") + describe(event);
  }
  return told;
}

std::string stream(std::initializer_list<std::string> frames) {
  std::string all;
  for (const std::string& one : frames)
    all += one;
  return all;
}

const std::string kUsage =
    R"(,"usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":60,)"
    R"("candidatesTokenCount":7,"thoughtsTokenCount":5,"toolUsePromptTokenCount":3,)"
    R"("totalTokenCount":115})";

}  // namespace

TEST_SUITE("core/dialect/gemini/stream_decoder") {
  TEST_CASE("text comes as one block, its end with the end of the connection") {
    const auto events = read_gemini(
        stream({frame(R"({"text":"Hel"})"), frame(R"({"text":"lo"})", "STOP", kUsage)}));
    CHECK(describe(events) ==
          "message r1 gemini-4-argon 0/0/0/0\nblock 0 text\ntext 0 \"Hel\"\ntext 0 \"lo\"\n"
          "end 0\nusage 43/60/0/12 thought 5\nstop end_turn\nmessage end\n");
  }

  TEST_CASE("thoughts are thinking, and count as output") {
    CHECK(story(read_gemini(stream({frame(R"({"text":"Hm.","thought":true})"),
                                    frame(R"({"text":"Yes."})", "STOP", kUsage)}))) ==
          R"(block 0 thinking | think 0 "Hm." | end 0 | block 1 text | text 1 "Yes." | end 1 | )"
          "usage 43/60/0/12 thought 5 | stop end_turn | message end");
  }

  TEST_CASE("calls come whole, keep their bytes, and turn STOP into tool use") {
    const std::string told = story(read_gemini(frame(
        R"({"functionCall":{"id":"c1","name":"read","args":{"z": 1,"a":[2]}},"thoughtSignature":"s"},)"
        R"({"functionCall":{"id":"c2","name":"list"}})",
        "STOP")));
    CHECK(told == R"(block 0 tool_call c1 read | tool 0 "{\"z\": 1,\"a\":[2]}" | end 0 | )"
                  R"(block 1 tool_call c2 list | tool 1 "{}" | end 1 | stop tool_use | )"
                  "message end");
  }

  TEST_CASE("calls without an id get one, which differs from call to call and answer to answer") {
    const std::string call = R"({"functionCall":{"name":"read","args":{}}})";
    std::vector<std::string> ids;
    for (const std::string& bytes :
         {frame(call + "," + call, "STOP"), std::string(R"(data: {"candidates":[{"content":)"
                                                        R"({"parts":[)") +
                                                call + "]}}]}\n\n"}) {
      for (int again = 0; again < 2; ++again) {
        for (const StreamEvent& event : read_gemini(bytes)) {
          if (const auto* start = std::get_if<BlockStart>(&event)) ids.push_back(start->id);
        }
      }
    }
    REQUIRE(ids.size() == 6);
    CHECK(ids[0] != ids[1]);
    CHECK(ids[0] == ids[2]);  // the same answer, read again
    CHECK(ids[4] != ids[5]);  // answers without a name of their own
    for (const std::string& id : ids)
      CHECK(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos);
  }

  TEST_CASE("an id that others could not keep is brought into their alphabet") {
    const auto events = read_gemini(
        frame(R"({"functionCall":{"id":"functions.read:0","name":"read","args":{}}})", "STOP"));
    const auto* start = std::get_if<BlockStart>(&events.at(1));
    REQUIRE(start != nullptr);
    CHECK(start->id.starts_with("functions_read_0_"));
  }

  TEST_CASE("each finish reason has its meaning") {
    struct Row {
      const char* word;
      const char* stop;
    };
    const Row rows[] = {{"STOP", "stop end_turn"},
                        {"MAX_TOKENS", "stop max_tokens"},
                        {"SAFETY", "stop refusal"},
                        {"RECITATION", "stop refusal"},
                        {"BLOCKLIST", "stop refusal"},
                        {"PROHIBITED_CONTENT", "stop refusal"},
                        {"SPII", "stop refusal"},
                        {"IMAGE_SAFETY", "stop refusal"},
                        {"LANGUAGE", "stop other LANGUAGE"},
                        {"OTHER", "stop other OTHER"},
                        {"SOMETHING_NEW", "stop other SOMETHING_NEW"}};
    for (const Row& row : rows) {
      CAPTURE(row.word);
      const std::string told = story(read_gemini(frame(R"({"text":"x"})", row.word)));
      CHECK(told.find(std::string("| ") + row.stop + " | message end") != std::string::npos);
    }
  }

  TEST_CASE("a call that the model broke is a failure") {
    for (const char* word :
         {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS"}) {
      CAPTURE(word);
      const std::string told = story(read_gemini(frame("", word)));
      CHECK(told == std::string("fault malformed_call ") + word + " \"the model stopped with " +
                        word + "\"");
    }
  }

  TEST_CASE("an ending without a word gives no content, so that nobody takes it for an answer") {
    CHECK(story(read_gemini(frame(R"({"text":""})", "STOP"))) == "stop end_turn | message end");
  }

  TEST_CASE("a prompt that was blocked is a refusal") {
    CHECK(story(read_gemini("data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n")) ==
          "stop refusal | message end");
  }

  TEST_CASE("an error in mid-stream is a fault with its meaning") {
    const std::string bytes =
        frame(R"({"text":"a"})") +
        "data: {\"error\":{\"code\":503,\"message\":\"The model is overloaded.\","
        "\"status\":\"UNAVAILABLE\"}}\n\n";
    CHECK(story(read_gemini(bytes)) ==
          R"(block 0 text | text 0 "a" | fault overloaded UNAVAILABLE "The model is overloaded.")");
  }

  TEST_CASE("a connection that ends before a finish reason is a cut") {
    const std::string told = story(read_gemini(frame(R"({"text":"a"})", "", kUsage)));
    CHECK(told == R"(block 0 text | text 0 "a")");
  }

  TEST_CASE("an array in pieces reads as events do") {
    const std::string array =
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a ] } \\\" b\"}]}}],"
        "\"responseId\":\"r1\"}\n,\r\n{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"c\"}]},"
        "\"finishReason\":\"STOP\"}]}\n]\n";
    const std::string told = story(read_gemini(array));
    CHECK(told == R"(block 0 text | text 0 "a ] } \" b" | text 0 "c" | end 0 | )"
                  "stop end_turn | message end");
    for (const std::size_t step : {1U, 2U, 3U, 7U, 64U}) {
      CAPTURE(step);
      CHECK(story(read_gemini(array, step)) == told);
    }
  }

  TEST_CASE("an array that ends early is a cut, one that goes on behind its end is garbage") {
    CHECK(story(read_gemini(R"([{"candidates":[{"content":{"parts":[{"text":"a"}]}}]})")) ==
          R"(block 0 text | text 0 "a")");
    gemini::Decoder decoder;
    std::vector<StreamEvent> events;
    decoder.feed("[{\"a\":1}] x", events);
    CHECK(decoder.broken());
  }

  TEST_CASE("an error instead of the stream is read in either framing") {
    const std::string error =
        R"({"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}})";
    for (const std::string& bytes : {error, "[" + error + "]", "data: " + error + "\n\n"}) {
      CAPTURE(bytes);
      CHECK(story(read_gemini(bytes)) == R"(fault throttled RESOURCE_EXHAUSTED "Quota")");
    }
  }

  TEST_CASE("bytes that are no answer break the stream") {
    for (const char* bytes : {"<html></html>", "data: nonsense\n\n", "data: 17\n\n", "[1,2]"}) {
      CAPTURE(bytes);
      gemini::Decoder decoder;
      std::vector<StreamEvent> events;
      decoder.feed(bytes, events);
      CHECK(decoder.broken());
      CHECK_FALSE(decoder.in_event());
    }
  }

  TEST_CASE("comments, blank chunks and end marks of gateways are life and nothing else") {
    const std::string bytes =
        ": hello\n\ndata: {}\n\n" + frame(R"({"text":"a"})", "STOP") + "data: [DONE]\n\n";
    CHECK(story(read_gemini(bytes)) ==
          R"(ping | ping | block 0 text | text 0 "a" | end 0 | stop end_turn | message end)");
  }

  TEST_CASE("a last frame without its blank line counts when it is whole") {
    std::string bytes = frame(R"({"text":"a"})", "STOP");
    bytes.resize(bytes.size() - 2);
    CHECK(story(read_gemini(bytes)).ends_with("message end"));
    bytes.resize(bytes.size() - 2);
    CHECK(story(read_gemini(bytes)).empty());
  }

  TEST_CASE("calls may stand behind a chunk that says STOP already") {
    const std::string told = story(read_gemini(
        stream({frame(R"({"text":"a"})", "STOP"),
                frame(R"({"functionCall":{"id":"c","name":"f","args":{}}})", "STOP")})));
    CHECK(told.ends_with("stop tool_use | message end"));
  }

  TEST_CASE("white space alone opens no block") {
    CHECK(
        story(read_gemini(stream({frame(R"({"text":"\n"})"), frame(R"({"text":"a"})", "STOP")}))) ==
        R"(block 0 text | text 0 "\na" | end 0 | stop end_turn | message end)");
  }

  TEST_CASE("a part of Gemini's own kind stays what it is") {
    const std::string part = R"({"inlineData":{"mimeType":"image/png","data":"iVBOR"}})";
    CHECK(story(read_gemini(frame(part, "STOP"))) ==
          "block 0 other " + part + " | end 0 | stop end_turn | message end");
  }

  TEST_CASE("only the first candidate is the answer") {
    const std::string bytes =
        "data: {\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"text\":\"no\"}]}},"
        "{\"index\":0,\"content\":{\"parts\":[{\"text\":\"yes\"}]},\"finishReason\":\"STOP\"}]}"
        "\n\n";
    CHECK(story(read_gemini(bytes)) ==
          R"(block 0 text | text 0 "yes" | end 0 | stop end_turn | message end)");
  }
}

}  // namespace edgee::test
