#include "core/dialect/gemini/names.h"

#include <doctest/doctest.h>

#include "core/dialect/gemini/request_facts.h"

namespace edgee::gemini {

TEST_SUITE("core/dialect/gemini/names") {
  TEST_CASE("names that others could not keep are changed, one to one, and changed back") {
    const std::string raw =
        R"({"tools":[{"functionDeclarations":[{"name":"a.b"},{"name":"a:b"},{"name":"a_b"}]},)"
        R"({"function_declarations":[{"name":"plain-1"}]}]})";
    const JsonDoc doc = walk_request(raw);
    const ToolNames names(doc);
    CHECK(names.plain("a_b") == "a_b");
    CHECK(names.plain("plain-1") == "plain-1");
    CHECK(names.plain("a.b") != names.plain("a:b"));
    for (const char* own : {"a.b", "a:b", "a_b", "plain-1"}) {
      CAPTURE(own);
      const std::string plain = names.plain(own);
      CHECK(plain.find_first_of(".:") == std::string::npos);
      CHECK(names.own(plain) == own);
    }
    CHECK(names.plain("gone.tool") == "gone_tool");  // declared no more
    CHECK(names.own("other") == "other");
  }

  TEST_CASE("names that others find too long get a short one, always the same") {
    const std::string a = std::string(100, 'x') + "a";
    const std::string b = std::string(100, 'x') + "b";
    const std::string raw =
        R"({"tools":[{"functionDeclarations":[{"name":")" + a + R"("},{"name":")" + b + R"("}]}]})";
    const JsonDoc doc = walk_request(raw);
    const ToolNames names(doc);
    for (const std::string& own : {a, b}) {
      CHECK(names.plain(own).size() <= 64);
      CHECK(names.own(names.plain(own)) == own);
    }
    CHECK(names.plain(a) != names.plain(b));
    const JsonDoc later = walk_request("{}");
    CHECK(ToolNames(later).plain(a) == names.plain(a));  // declared no more
  }

  TEST_CASE("ids stay apart when their odd characters go") {
    CHECK(plain_id("call_1-a") == "call_1-a");
    CHECK(plain_id("f:0") != plain_id("f.0"));
    CHECK(plain_id("f:0").find_first_of(":.") == std::string::npos);
    CHECK(invented_id("a/1") != invented_id("a/2"));
    CHECK(invented_id("a/1") == invented_id("a/1"));
  }
}

}  // namespace edgee::gemini
