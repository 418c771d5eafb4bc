#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

std::string turn(const std::string& blocks) {
  return R"("messages":[{"role":"assistant","content":[)" + blocks + "]}]";
}

const std::string kText = R"({"type":"text","text":"t"})";
const std::string kThinking = R"({"type":"thinking","thinking":"h","signature":"s"})";
const std::string kCall = R"({"type":"tool_use","id":"a","name":"n","input":{}})";

struct Row {
  std::string blocks;
  std::string sent;
};

void check(const SpliceSetup& setup, const Row& row) {
  CAPTURE(row.blocks);
  CHECK(setup.fields(turn(row.blocks)) == turn(row.sent));
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_history") {
  TEST_CASE("blocks that others do not take go or become text") {
    const Row rows[] = {
        {kText, kText},
        {kThinking + "," + kText, kText},
        {kText + R"(,{"type":"redacted_thinking","data":"d"})", kText},
        {kThinking, R"j({"type":"text","text":"(no text)"})j"},
        {R"({"type":"server_tool_use","id":"s","name":"web_search","input":{}},{"type":"web_search_tool_result","tool_use_id":"s","content":[]},)" +
             kText,
         kText},
        {R"({"type":"text","text":"t","citations":[{"url":"u"}]})", kText},
        {R"({"type":"tool_use","id":"a","name":"n","input":{"caller":1},"caller":{"type":"direct"}})",
         R"({"type":"tool_use","id":"a","name":"n","input":{"caller":1}})"},
        {R"({"type":"compaction","content":"so far"})", R"({"type":"text","text":"so far"})"},
        {R"({"type":"document","title":"T","source":{"type":"text","media_type":"text/plain","data":"plain"}})",
         R"({"type":"text","text":"T\nplain"})"},
        {R"({"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"QQ=="}})",
         R"j({"type":"text","text":"(A document stood here; this model cannot read it.)"})j"},
        {R"({"type":"tool_result","tool_use_id":"a","content":[{"type":"tool_reference","tool_name":"Grep"}],"x":1})",
         R"({"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"The tool Grep can be used now."}]})"},
        {R"({"type":"tool_result","tool_use_id":"a","content":[{"type":"search_result","title":"T","source":"S","content":[{"type":"text","text":"c"}]}]})",
         R"({"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"T\nS\nc"}]})"},
        {R"({"type":"tool_result","tool_use_id":"a","content":[{"type":"brand_new"}]})",
         R"j({"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"(no text)"}]})j"},
        {R"({"type":"tool_result","tool_use_id":"a","content":[]})",
         R"({"type":"tool_result","tool_use_id":"a","content":[]})"},
    };
    const SpliceSetup setup = SpliceSetup::other();
    for (const Row& row : rows)
      check(setup, row);
  }

  TEST_CASE("Claude's own servers get the history as it is") {
    const std::string all = turn(
        kThinking + R"(,{"type":"redacted_thinking","data":"d"},{"type":"brand_new"},)" + kText);
    CHECK(SpliceSetup::claude().fields(all) == all);
  }

  TEST_CASE("documents stay where they are taken") {
    SpliceSetup setup = SpliceSetup::other();
    setup.provider.messages.documents = true;
    const std::string document =
        R"({"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"QQ=="}})";
    check(setup, {document, document});
  }

  TEST_CASE("servers that insist on thinking get it back, and a filler where there is none") {
    SpliceSetup setup = SpliceSetup::other();
    setup.provider.chat.echo_reasoning = true;
    check(setup, {kThinking + "," + kCall, kThinking + "," + kCall});
    check(setup, {kCall, kCall});
    setup.provider.chat.reasoning_placeholder = "(none)";
    const std::string filler = R"j({"type":"thinking","thinking":"(none)","signature":""},)j";
    check(setup, {kThinking + "," + kCall, kThinking + "," + kCall});
    check(setup, {kText + "," + kCall, filler + kText + "," + kCall});
    check(setup, {R"({"type":"redacted_thinking","data":"d"},)" + kCall, filler + kCall});
    check(setup, {kText, kText});
    const std::string off = R"("thinking":{"type":"disabled"},)" + turn(kCall);
    CHECK(setup.fields(off) == off);
  }

  TEST_CASE("messages whose content is a text stay") {
    const std::string plain =
        R"("messages":[{"role":"user","content":"[{\"type\":\"thinking\"}]"}])";
    CHECK(SpliceSetup::other().fields(plain) == plain);
  }
}

}  // namespace edgee
