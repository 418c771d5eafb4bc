// Each row of what was measured on Claude Code 2.1.197: second message_starts, stitched streams,
// late stops, and what feeds its watchdog.
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
using wire::open;
using wire::open_text;
using wire::open_thinking;
using wire::open_tool;
using wire::ping;
using wire::start;
using wire::text;
using wire::text_block;
using wire::thinking_block;
using wire::thought;
using wire::tool_block;

const string kInput = R"({"command":"true"})";

string half_text(int index) {
  return open_text(index) + text(index, "HALF");
}
string half_thinking(int index) {
  return open_thinking(index) + thought(index, "HALF") + wire::signature(index, "sig");
}
string half_tool(int index) {
  return open_tool(index, "toolu_half", "Bash") + wire::input(index, R"({"comm)");
}
string new_answer(const string& id) {
  return start(id) + text_block(0, "NEW") + tool_block(1, "toolu_new", kInput) + ending("tool_use");
}
string redacted(int index) {
  return open(index, {{"type", "redacted_thinking"}, {"data", "x"}}) + wire::close(index);
}

struct Row {
  string name;
  string before;  // behind the first message_start
  string kept_with_same_id;
  string kept_with_new_id;
  const char* lost = "";  // part of the complaint that a new id earns
};

void check_retraction(const Row& row, bool same) {
  const string name = row.name + (same ? ", same id" : ", new id");
  CAPTURE(name);
  const Judgement judged =
      judge_as_claude(start("msg_1") + row.before + new_answer(same ? "msg_1" : "msg_2"));
  CHECK(describe_kept(judged) == (same ? row.kept_with_same_id : row.kept_with_new_id));
  CHECK(judged.whole());
  const string complaints = join(judged.violations, "; ");
  if (same || *row.lost == 0) CHECK(complaints.empty());
  if (!same && *row.lost != 0) CHECK(complaints.find(row.lost) != string::npos);
}

const std::vector<Row>& rows() {
  const string fresh = "text:NEW tool_use:toolu_new";
  const string thought = thinking_block(0, "OLD", "sig");
  const string old_text = text_block(0, "OLD");
  const string both = thought + text_block(1, "OLD2");
  const string with_thought = "thinking:OLD " + fresh;
  const string with_text = "text:OLD " + fresh;
  const string apart = "text:OLD | " + fresh;
  const string both_same = "thinking:OLD text:OLD2 " + fresh;
  const string both_apart = "thinking:OLD text:OLD2 | " + fresh;
  const string behind = old_text + thinking_block(1, "OLD2", "sig");
  const string tool = old_text + tool_block(1, "toolu_old", kInput);
  const string tool_same = "text:OLD tool_use:toolu_old " + fresh;
  const string tool_apart = "text:OLD tool_use:toolu_old | " + fresh;
  static const std::vector<Row> kRows{
      {"half text", half_text(0), fresh, fresh},
      {"half tool", half_tool(0), fresh, fresh},
      {"half thinking", half_thinking(0), fresh, fresh},
      {"closed text", old_text, with_text, apart},
      {"closed text, half text", old_text + half_text(1), with_text, apart},
      {"closed text, half tool", old_text + half_tool(1), with_text, apart},
      {"closed thinking", thought, with_thought, fresh},
      {"closed thinking, half text", thought + half_text(1), with_thought, fresh},
      {"closed thinking, half thinking", thought + half_thinking(1), with_thought, fresh},
      {"closed thinking, half tool", thought + half_tool(1), with_thought, fresh},
      {"redacted thinking", redacted(0), "redacted_thinking: " + fresh, fresh},
      {"thinking and text", both, both_same, both_apart},
      {"thinking and text, half text", both + half_text(2), both_same, both_apart},
      {"thinking and text, half tool", both + half_tool(2), both_same, both_apart},
      {"text and thinking", behind, "text:OLD thinking:OLD2 " + fresh,
       "text:OLD thinking:OLD2 | " + fresh},
      {"text and thinking, half text", behind + half_text(2), "text:OLD thinking:OLD2 " + fresh,
       "text:OLD thinking:OLD2 | " + fresh},
      {"text and tool", tool, tool_same, tool_apart, "the result of tool toolu_old is lost"},
      {"text and tool, half text", tool + half_text(2), tool_same, tool_apart,
       "the result of tool toolu_old is lost"}};
  return kRows;
}

}  // namespace

TEST_SUITE("support/claude_judge") {
  TEST_CASE("a second message_start keeps what was measured") {
    for (const Row& row : rows()) {
      check_retraction(row, true);
      check_retraction(row, false);
    }
  }

  TEST_CASE("a half block goes when its index is opened again, with and without a message_start") {
    const string rest = text_block(0, "NEW") + ending("end_turn");
    const string onward = text_block(1, "NEW") + ending("end_turn");
    for (const string& half : {half_text(0), half_thinking(0), half_tool(0)}) {
      CAPTURE(half);
      for (const string& stream :
           {start("a") + half + rest, start("a") + half + start("a") + rest,
            start("a") + half + start("b") + onward, start("a") + half + onward}) {
        CAPTURE(stream);
        const Judgement judged = judge_as_claude(stream);
        CHECK(describe_kept(judged) == "text:NEW");
        CHECK(judged.runs.empty());
        CHECK(judged.taken_back.size() == 1);
      }
    }
  }

  TEST_CASE("a closed block stays when its index is opened again") {
    const Judgement judged = judge_as_claude(start("a") + text_block(0, "OLD") +
                                             text_block(0, "NEW") + ending("end_turn"));
    CHECK(describe_kept(judged) == "text:OLD text:NEW");
    CHECK(judged.whole());
  }

  TEST_CASE("a tool runs once, with its input, at its stop") {
    const Judgement judged =
        judge_as_claude(start("a") + open_tool(0, "toolu_1", "Bash") + wire::input(0, R"({"a":)") +
                        wire::input(0, "1}") + wire::close(0));
    REQUIRE(judged.runs.size() == 1);
    CHECK(judged.runs[0].id == "toolu_1");
    CHECK(judged.runs[0].name == "Bash");
    CHECK(judged.runs[0].input == Json{{"a", 1}});
    CHECK(judged.ending == Ending::cut);
  }

  TEST_CASE("a tool whose input is broken, missing or only in its start is a violation") {
    for (const string& block :
         {tool_block(0, "t", R"({"a":)"), tool_block(0, "t", "[1]"),
          open(0, {{"type", "tool_use"}, {"id", "t"}, {"name", "N"}, {"input", {{"a", 1}}}}) +
              wire::close(0),
          tool_block(0, "t", "{}") + tool_block(1, "t", "{}")}) {
      CAPTURE(block);
      const Judgement judged = judge_as_claude(start("a") + block + ending("tool_use"));
      CHECK(judged.violations.size() == 1);
      CHECK_FALSE(judged.runs.empty());
    }
  }

  TEST_CASE("streams that Claude Code stops reading") {
    for (const string& bad :
         {text_block(0, "x"), start("a") + text(0, "x"), start("a") + wire::close(0),
          start("a") + text_block(0, "x") + text(0, "y"),
          start("a") + text_block(0, "x") + wire::close(0),
          string("data: {\"type\":\"message_start\",\"message\":{\"id\":\"a\"}}\n\n"),
          start("a") + "event: content_block_start\ndata: {\"type\":\"cont\n\n"}) {
      CAPTURE(bad);
      const Judgement judged = judge_as_claude(bad + ending("end_turn"));
      CHECK(judged.ending == Ending::rejected);
      CHECK_FALSE(judged.violations.empty());
    }
  }

  TEST_CASE("streams that Claude Code takes") {
    const string whole = start("a") + text_block(0, "x") + ending("end_turn");
    string crlf;
    for (const char c : whole)
      crlf += c == '\n' ? "\r\n" : string(1, c);
    for (const string& good : {whole, crlf, ": keep-alive\n\n" + ping() + whole,
                               start("a") + ping() + open_text(0) + text(0, "x") + ": c\n\n" +
                                   wire::close(0) + event("news", {{"a", 1}}) + ending("end_turn"),
                               wire::stop_reason("") + whole,
                               start("a") + open_text(0) + text(0, "") + start("b") +
                                   text_block(0, "x") + ending("end_turn"),
                               start("a") + text_block(5, "x") + ending("max_tokens")}) {
      CAPTURE(good);
      const Judgement judged = judge_as_claude(good);
      CHECK(judged.whole());
      CHECK(join(judged.violations, "; ").empty());
      CHECK(describe_kept(judged) == "text:x");
    }
  }

  TEST_CASE("a block opened before the stop of the one before keeps both") {
    const Judgement judged =
        judge_as_claude(start("a") + open_text(0) + text(0, "x") + open_text(1) + text(1, "y") +
                        wire::close(0) + wire::close(1) + ending("end_turn"));
    CHECK(describe_kept(judged) == "text:x text:y");
  }

  TEST_CASE("a break keeps the closed blocks and says how it ended") {
    const string closed = start("a") + text_block(0, "x");
    CHECK(judge_as_claude(closed + half_tool(1)).ending == Ending::cut);
    CHECK(judge_as_claude(closed + ending("end_turn").substr(0, 150)).ending == Ending::cut);
    CHECK(judge_as_claude(closed + wire::stop_reason("end_turn")).ending == Ending::cut);
    const Judgement judged = judge_as_claude(closed + half_text(1) + error("overloaded_error"));
    CHECK(judged.ending == Ending::error);
    CHECK(judged.error == "overloaded_error");
    CHECK(describe_kept(judged) == "text:x");
  }

  TEST_CASE("an answer of nothing is a violation unless its ending says why") {
    CHECK(judge_as_claude(start("a") + ending("end_turn")).violations.size() == 1);
    CHECK(judge_as_claude(start("a") + text_block(0, "") + ending("end_turn")).violations.size() ==
          1);
    CHECK(judge_as_claude(start("a") + ending("refusal")).violations.empty());
  }

  TEST_CASE("pings, comments and unknown events do not feed the watchdog") {
    const auto gap = [](const string& tick) {
      return judge_as_claude(std::vector<Piece>{{Millis(0), start("a") + open_text(0)},
                                                {Millis(100), tick},
                                                {Millis(300), text(0, "x") + wire::close(0)},
                                                {Millis(310), ending("end_turn")}})
          .longest_gap;
    };
    CHECK(gap(ping()) == Millis(300));
    CHECK(gap(": comment\n\n") == Millis(300));
    CHECK(gap(event("news", {{"a", 1}})) == Millis(300));
    CHECK(gap(text(0, "")) == Millis(200));
    CHECK(gap(start("a") + open_text(0)) == Millis(200));
    CHECK(gap(wire::stop_reason("")) == Millis(200));
  }

  TEST_CASE("a stream that ends with pings alone was silent to its end") {
    const Judgement judged = judge_as_claude(
        std::vector<Piece>{{Millis(0), start("a")}, {Millis(50), ping()}, {Millis(400), ping()}});
    CHECK(judged.longest_gap == Millis(400));
  }

  TEST_CASE("only the last message is billed, and ticks are counted") {
    const Judgement judged =
        judge_as_claude(start("a") + wire::stop_reason("") + wire::stop_reason("") + start("b") +
                        text_block(0, "x") + ending("end_turn"));
    CHECK(judged.silent_ticks == 2);
    CHECK(judged.usage == Json{{"input_tokens", 10}, {"output_tokens", 20}});
  }
}

}  // namespace edgee::judge
