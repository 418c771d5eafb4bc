#include "core/dialect/openai_chat/rewrite_request.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/request_facts.h"

namespace edgee::test {
namespace {

using openai_chat::walk_request;

const std::string kHi = R"({ "role": "user", "content": "hi" })";

std::string asking(const std::string& messages) {
  return R"({"model":"m", "messages":[)" + messages + R"(], "seed": 1})";
}

std::string resumed(const std::string& raw, const std::vector<std::string>& texts, bool prefill) {
  return openai_chat::resume_request(walk_request(raw), texts, prefill, "go on").value_or("-");
}

std::string thoughtless(const std::string& messages) {
  const std::string raw = asking(messages);
  return openai_chat::remove_thinking(walk_request(raw)).value_or("-");
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/rewrite_request") {
  TEST_CASE("an answer that broke off stands behind the request, then an instruction") {
    CHECK(resumed(asking(kHi), {"one", "two \"x\""}, false) ==
          asking(kHi + R"(,{"role":"assistant","content":"one\n\ntwo \"x\""},)"
                       R"({"role":"user","content":"go on"})"));
    CHECK(resumed(asking(kHi), {"one"}, true) ==
          asking(kHi + R"(,{"role":"assistant","content":"one"})"));
  }

  TEST_CASE("without words or without messages nothing can be resumed") {
    CHECK(resumed(asking(kHi), {}, false) == "-");
    CHECK(resumed(R"({"model":"m","messages":[]})", {"a"}, false) == "-");
    CHECK(resumed(R"({"model":"m"})", {"a"}, false) == "-");
  }

  TEST_CASE("thinking goes by each of its names, and all else stays") {
    for (const char* field : {R"("reasoning_content":"hm")", R"("reasoning": "hm")",
                              R"("reasoning_details":[{"text":"hm"}])"}) {
      CHECK(thoughtless(kHi + R"(,{"role":"assistant",)" + field + R"(,"content":"x"})") ==
            asking(kHi + R"(,{"role":"assistant","content":"x"})"));
    }
    const std::string call = R"("tool_calls":[{"id":"c"}])";
    CHECK(thoughtless(kHi + R"(,{"role":"assistant",)" + call + R"(,"reasoning":"hm"})") ==
          asking(kHi + R"(,{"role":"assistant",)" + call + "}"));
  }

  TEST_CASE("a message of nothing but thinking goes whole") {
    CHECK(thoughtless(kHi + R"(,{"role":"assistant","content":null,"reasoning_content":"hm"},)" +
                      kHi) == asking(kHi + "," + kHi));
  }

  TEST_CASE("without thinking there is nothing to remove") {
    CHECK(thoughtless(kHi + R"(,{"role":"assistant","content":"x"})") == "-");
    CHECK(thoughtless(R"({"role":"user","content":"x","reasoning":"no"})") == "-");
  }

  TEST_CASE("ids that OpenAI refuses become shorter, call and result alike") {
    const std::string id = "chatcmpl-tool-8b102571e58c4b5f90f8a1b1b4b0a4f6";
    const auto talk = [](const std::string& name) {
      return asking(kHi + R"(,{"role":"assistant","tool_calls":[{"id":")" + name +
                    R"(","type":"function"},{"id":"c2"}]},{"role":"tool","tool_call_id":")" + name +
                    R"(","content":"x"},{"role":"tool","tool_call_id":"c2","content":"y"})");
    };
    const auto stripped = openai_chat::strip_foreign(talk(id));
    REQUIRE(stripped);
    const std::size_t at = stripped->find("call_");
    REQUIRE(at != std::string::npos);
    const std::string own = stripped->substr(at, stripped->find('"', at) - at);
    CHECK(own.size() <= openai_chat::kLongestToolId);
    CHECK(*stripped == talk(own));
    CHECK_FALSE(openai_chat::strip_foreign(talk("call_1")));
  }
}

}  // namespace edgee::test
