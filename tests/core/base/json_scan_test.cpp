#include "core/base/json_scan.h"

#include <string>

#include <doctest/doctest.h>

using edgee::find_member;
using edgee::json_at;
using edgee::json_depth;
using edgee::json_text;
using edgee::JsonSpan;
using edgee::JsonWalk;
using edgee::scan_json;

namespace {

// Keys and values of the top level: `a=1;b="x";`, or "broken".
std::string listed(const std::string& text) {
  const auto spans = scan_json(text);
  if (!spans) return "broken";
  std::string out;
  for (const JsonSpan& span : *spans) {
    out.append(span.key).append("=").append(span.in(text)).append(";");
  }
  return out;
}

struct Row {
  std::string text;
  std::string listed;
};

}  // namespace

TEST_SUITE("core/base/json_scan") {
  TEST_CASE("members and elements are found at the top level only") {
    const Row rows[] = {
        {R"({})", ""},
        {R"([])", ""},
        {R"(  { }  )", ""},
        {R"({"a":1,"b":"x"})", R"(a=1;b="x";)"},
        {" {\n\t\"a\" : 1 ,\r\n \"b\" : [ 2 , 3 ] } ", "a=1;b=[ 2 , 3 ];"},
        {R"({"a":{"b":{"a":9}},"c":null})", R"(a={"b":{"a":9}};c=null;)"},
        {R"({"a":"}]\",{","b":2})", R"(a="}]\",{";b=2;)"},
        {R"({"a":"\\","b":"\\\"","c":""})", R"(a="\\";b="\\\"";c="";)"},
        {R"([1,"two",[3],{"four":4},true])", R"(=1;="two";=[3];={"four":4};=true;)"},
        {R"({"a":"[","b":["{","]"]})", R"(a="[";b=["{","]"];)"},
        {R"({"a\"b":1})", R"(a\"b=1;)"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.text);
      CHECK(listed(row.text) == row.listed);
    }
  }

  TEST_CASE("text that is cut short or no container is broken") {
    for (const std::string text : {"",
                                   "  ",
                                   "1",
                                   "\"text\"",
                                   "nul",
                                   "{",
                                   "[",
                                   "{\"a\"",
                                   "{\"a\":",
                                   "{\"a\":1",
                                   "{\"a\":1,",
                                   "{\"a\":1,}",
                                   "[1,]",
                                   "[1 2]",
                                   "{\"a\" 1}",
                                   "{a:1}",
                                   "{\"a\":\"x}",
                                   "{\"a\":[1,2}",
                                   "{\"a\":\"\\\"}",
                                   "[,1]",
                                   "{,}",
                                   "[\"a\\"}) {
      CAPTURE(text);
      CHECK(listed(text) == "broken");
    }
  }

  TEST_CASE("every prefix of a document is broken, the whole is not") {
    const std::string whole = R"({"a":[1,{"b":"c\"]"}],"d":{"e":"\\"},"f":-1.5e3})";
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(listed(whole.substr(0, size)) == "broken");
    }
    CHECK(listed(whole) == R"(a=[1,{"b":"c\"]"}];d={"e":"\\"};f=-1.5e3;)");
  }

  TEST_CASE("offsets count from the given start") {
    const std::string text = R"({"outer":{"inner":7}})";
    const auto outer = scan_json(text);
    REQUIRE(outer);
    const JsonSpan& value = outer->front();
    const auto inner = scan_json(value.in(text), value.begin);
    REQUIRE(inner);
    CHECK(inner->front().in(text) == "7");
    CHECK(text.substr(inner->front().member_begin, 9) == R"("inner":7)");
  }

  TEST_CASE("the last of two equal keys counts") {
    const std::string text = R"({"a":1,"a":2})";
    const auto spans = scan_json(text);
    REQUIRE(spans);
    REQUIRE(find_member(*spans, "a") != nullptr);
    CHECK(find_member(*spans, "a")->in(text) == "2");
    CHECK(find_member(*spans, "b") == nullptr);
    CHECK(json_at(text, "a") == "2");
    CHECK(json_at(text, "b").empty());
    CHECK(json_at("{\"a\":1", "a").empty());
  }

  TEST_CASE("a walk says whether it reached the end") {
    JsonSpan span;
    JsonWalk whole("[1]");
    CHECK(whole.next(span));
    CHECK_FALSE(whole.next(span));
    CHECK(whole.whole());
    JsonWalk cut("[1,2");
    while (cut.next(span)) {
    }
    CHECK_FALSE(cut.whole());
    CHECK_FALSE(cut.next(span));
    CHECK_FALSE(JsonWalk("").next(span));
  }

  TEST_CASE("string literals are unescaped") {
    const Row rows[] = {
        {R"("")", ""},
        {R"("plain")", "plain"},
        {R"("a\"b\\c\/d")", "a\"b\\c/d"},
        {R"("\n\t\r\b\f")", "\n\t\r\b\f"},
        {R"("\u0041\u00e9\u20ac")", "A\xC3\xA9\xE2\x82\xAC"},
        {R"("\ud83d\ude00")", "\xF0\x9F\x98\x80"},
        {R"("\ud83d")", "\xEF\xBF\xBD"},
        {R"("\ude00x")", "\xEF\xBF\xBDx"},
        {R"("\ud83d\u0041")",
         "\xEF\xBF\xBD"
         "A"},
        {R"("\u12")",
         "\xEF\xBF\xBD"
         "12"},
        {R"("\uzzzz")", "\xEF\xBF\xBDzzzz"},
        {R"("cut\)", ""},
        {R"(1)", ""},
        {R"(null)", ""},
        {R"(")", ""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.text);
      CHECK(json_text(row.text) == row.listed);
    }
  }

  TEST_CASE("depth counts brackets outside strings") {
    CHECK(json_depth("1") == 0);
    CHECK(json_depth("{}") == 1);
    CHECK(json_depth(R"({"a":[{"b":"[[[["}]})") == 3);
    CHECK(json_depth(std::string(5000, '[')) == 5000);
    CHECK(json_depth("\"[[[") == 0);
  }

  TEST_CASE("deep nesting is walked without recursion") {
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    const auto spans = scan_json(deep);
    REQUIRE(spans);
    CHECK(spans->size() == 1);
  }
}
