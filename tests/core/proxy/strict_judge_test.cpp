// What an append-only client can take, and what it cannot: each sentence of the judge once.
#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/support/stream_judge.h"
#include "tests/support/wire_words.h"

namespace edgee::judge {
namespace {

using std::string;
using wire::ending;
using wire::error;
using wire::event;
using wire::open_text;
using wire::open_thinking;
using wire::open_tool;
using wire::ping;
using wire::start;
using wire::stop;
using wire::text_block;
using wire::thinking_block;
using wire::thought;
using wire::tool_block;

const string kWhole = start("a") + thinking_block(0, "hm", "sig") + text_block(1, "x") +
                      tool_block(2, "t1", R"({"a":1})") + ending("tool_use");

struct Bad {
  string stream;
  string complaint;
};

}  // namespace

TEST_SUITE("support/strict_judge") {
  TEST_CASE("a whole answer has no complaint, pings and comments wherever they are") {
    const string text = start("a") + text_block(0, "x");
    for (const string& good :
         {kWhole, ping() + kWhole, ": c\n\n" + kWhole + ping() + ": bye\n\n",
          start("a") + ping() + open_text(0) + ping() + wire::text(0, "x") + wire::close(0) +
              ending("end_turn"),
          text + wire::stop_reason("") + ending("end_turn"), text + ending("max_tokens"),
          start("a") + ending("refusal"),
          start("a") + open_tool(0, "t", "N") + wire::close(0) + ending("tool_use")}) {
      CAPTURE(good);
      const Judgement judged = judge_strictly(good);
      CHECK(join(judged.violations, "; ").empty());
      CHECK(judged.whole());
    }
  }

  TEST_CASE("what a whole answer leaves") {
    const Judgement judged = judge_strictly(kWhole);
    CHECK(describe_kept(judged) == "thinking:hm text:x tool_use:t1");
    REQUIRE(judged.runs.size() == 1);
    CHECK(judged.runs[0].input == Json{{"a", 1}});
    CHECK(judged.stop_reason == "tool_use");
    CHECK(kept_text(judged) == "x");
    CHECK(judged.usage == Json{{"input_tokens", 10}, {"output_tokens", 20}});
  }

  TEST_CASE("a cut and an error event are told apart from a whole answer") {
    const string half = start("a") + open_text(0) + wire::text(0, "x");
    for (std::size_t at = 0; at < kWhole.size(); ++at) {
      const Judgement judged = judge_strictly(kWhole.substr(0, at));
      CAPTURE(at);
      CHECK(judged.ending == Ending::cut);
      CHECK(judged.violations.empty());
    }
    const Judgement judged = judge_strictly(half + error("api_error"));
    CHECK(judged.ending == Ending::error);
    CHECK(judged.error == "api_error");
    CHECK(judged.violations.empty());
    CHECK(judged.taken_back.size() == 1);
  }

  TEST_CASE("each breach of the grammar is named") {
    const string text = start("a") + text_block(0, "x");
    for (const Bad& bad : std::vector<Bad>{
             {start("a") + kWhole, "a second message_start"},
             {text_block(0, "x"), "content_block_start before message_start"},
             {start(""), "without an id"},
             {event("message_start", {{"message", {{"id", "a"}, {"type", "message"}}}}),
              "a message_start without usage"},
             {start("a") + text_block(1, "x"), "block 1 is not the next"},
             {text + text_block(0, "y"), "block 0 is not the next"},
             {start("a") + open_text(0) + open_text(1), "starts while another is open"},
             {start("a") + wire::text(0, "x"), "a delta for block 0"},
             {text + wire::text(0, "x"), "a delta for block 0"},
             {text + wire::close(0), "a stop for block 0"},
             {start("a") + open_text(0) + wire::stop_reason("end_turn"), "while a block is open"},
             {text + wire::stop_reason("end_turn") + text_block(1, "y"), "after the stop reason"},
             {text + wire::stop_reason("end_turn") + wire::stop_reason("end_turn"),
              "a second stop reason"},
             {text + wire::stop_reason("end_turn") + wire::stop_reason(""),
              "takes the stop reason"},
             {text + stop(), "message_stop without a stop reason"},
             {kWhole + stop(), "message_stop after the end"},
             {kWhole + "event: x", "bytes after the message's end"},
             {text + error("api_error") + stop(), "after the end"},
             {start("a") + tool_block(0, "t", "{\"a\":"), "no whole JSON object"},
             {start("a") + open_text(0) + thought(0, "x"), "a thinking_delta in a block of text"},
             {start("a") + open_tool(0, "t", "N") + wire::text(0, "x"), "a text_delta in a block"},
             {start("a") + open_thinking(0) + wire::text(0, "x"), "a text_delta in a block"},
             {start("a") + open_tool(0, "", "N"), "no id or no name"},
             {start("a") + tool_block(0, "t", "{}") + tool_block(1, "t", "{}"), "ran twice"},
             {text + ending("tool_use"), "tool_use although no tool"},
             {start("a") + tool_block(0, "t", "{}") + ending("end_turn"), "end_turn although"},
             {start("a") + text_block(0, "") + ending("end_turn"), "the answer is empty"},
             {text + event("message_delta", {{"delta", {{"stop_reason", "end_turn"}}}}),
              "a stop reason without usage"},
             {"data: {\"type\":\"ping\"}\n\n", "data without an event line"},
             {"event: ping\ndata: {\"type\":\"message_stop\"}\n\n", "is called ping"},
             {"event: ping\ndata: {\n\n", "no JSON object"}}) {
      CAPTURE(bad.stream);
      const string said = join(judge_strictly(bad.stream).violations, "; ");
      CHECK_MESSAGE(said.find(bad.complaint) != string::npos, said);
    }
  }
}

}  // namespace edgee::judge
