#include "core/dialect/anthropic/foreign_thinking.h"

#include <string>

#include <doctest/doctest.h>

#include "core/dialect/splice.h"

using edgee::strip_foreign_thinking;

namespace {

const std::string kForeign =
    R"({"type":"thinking","thinking":"hm","signature":"edgee.foreign.v1"})";
const std::string kOwn = R"({"type":"thinking","thinking":"hm","signature":"EqQB"})";
const std::string kText = R"({"type":"text","text":"a"})";

std::string request(const std::string& messages) {
  return R"({"model":"m","messages":[)" + messages + R"(],"stream":true})";
}

std::string turn(const std::string& blocks) {
  return R"({"role":"assistant","content":[)" + blocks + "]}";
}

const std::string kUser = R"({"role":"user","content":"edgee.foreign.v1"})";

}  // namespace

TEST_SUITE("core/dialect/anthropic/foreign_thinking") {
  TEST_CASE("marked thinking goes, all else stays byte for byte") {
    CHECK(strip_foreign_thinking(request(turn(kForeign + ", " + kText))) == request(turn(kText)));
    CHECK(strip_foreign_thinking(request(turn(kText + "," + kForeign))) == request(turn(kText)));
    CHECK(
        strip_foreign_thinking(request(kUser + "," + turn(kOwn + "," + kForeign + "," + kText))) ==
        request(kUser + "," + turn(kOwn + "," + kText)));
  }

  TEST_CASE("a message that held nothing else goes with it") {
    CHECK(strip_foreign_thinking(request(kUser + "," + turn(kForeign + "," + kForeign) + "," +
                                         kUser)) == request(kUser + "," + kUser));
    CHECK(strip_foreign_thinking(request(turn(kForeign))) == request(""));
  }

  TEST_CASE("thinking without any signature is no model's of Anthropic") {
    const std::string bare = R"({"type":"thinking","thinking":"hm","signature":""})";
    CHECK(strip_foreign_thinking(request(turn(bare + "," + kText))) == request(turn(kText)));
    CHECK(strip_foreign_thinking(request(turn(kOwn + "," + kText) + "," + turn(bare))) ==
          request(turn(kOwn + "," + kText)));
    CHECK_FALSE(strip_foreign_thinking(
        request(turn(R"({"type":"tool_use","id":"a","input":{"signature":""}})"))));
  }

  TEST_CASE("without a marked block there is nothing to do") {
    CHECK_FALSE(strip_foreign_thinking(request(turn(kOwn + "," + kText))));
    CHECK_FALSE(strip_foreign_thinking(request(kUser)));
    CHECK_FALSE(strip_foreign_thinking(
        request(turn(R"({"type":"tool_use","input":{"signature":"edgee.foreign.v1"}})"))));
    CHECK_FALSE(strip_foreign_thinking("edgee.foreign.v1"));
    CHECK_FALSE(strip_foreign_thinking(R"({"tool_use_id":"a:b")"));
    CHECK_FALSE(strip_foreign_thinking(R"({"messages":[{"content":[)" + kForeign));
  }

  TEST_CASE("tool ids of other servers get the vendor's alphabet, calls and results alike") {
    const auto loop = [](const std::string& id, const std::string& other) {
      return request(
          turn(R"({"type":"tool_use","id":")" + id +
               R"(","name":"n","input":{"id":"a:b"}},{"type":"tool_use","id":")" + other +
               R"(","name":"n","input":{}})") +
          R"(,{"role":"user","content":[{"tool_use_id" : ")" + other +
          R"(","type":"tool_result","content":"x"},{"type":"tool_result","tool_use_id":")" + id +
          R"(","content":"\"tool_use_id\":\"c:d\""}]})");
    };
    CHECK(strip_foreign_thinking(loop("functions.Read:0", "toolu_01-a")) ==
          loop("functions_Read_0", "toolu_01-a"));
    CHECK(strip_foreign_thinking(loop(R"(a\u002eb|\"c)", "x")) == loop("a_b__c", "x"));
    CHECK_FALSE(strip_foreign_thinking(loop("toolu_01A", "call_9-x")));
  }
}
