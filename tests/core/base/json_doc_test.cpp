#include "core/base/json_doc.h"

#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using edgee::JsonDoc;
using edgee::JsonSpan;
using edgee::scan_json;

namespace {

// The whole document in one line: `{a=[1;2;];b={};}`.
void describe(const JsonDoc& doc, const JsonSpan& of, std::string& out) {
  const std::string_view text = of.in(doc.text());
  if (!text.starts_with('{') && !text.starts_with('[')) {
    out += text;
    return;
  }
  out += text.front();
  for (const JsonSpan& child : doc.children(of)) {
    if (text.front() == '{') out.append(child.key).append("=");
    describe(doc, child, out);
    out += ';';
  }
  out += text.back();
}

std::string described(const std::string& text) {
  const JsonDoc doc(text);
  if (!doc.whole()) return "broken";
  std::string out;
  describe(doc, doc.root(), out);
  return out;
}

}  // namespace

TEST_SUITE("core/base/json_doc") {
  TEST_CASE("every value has its place") {
    CHECK(described("{}") == "{}");
    CHECK(described(" [ ] ") == "[]");
    CHECK(described(R"({"a":[1, 2],"b":{},"":"x,]\"}"} )") == R"({a=[1;2;];b={};="x,]\"}";})");
    CHECK(described(R"([[],[[]],{"k":[{"l":null}]}])") == "[[];[[];];{k=[{l=null;};];};]");
  }

  TEST_CASE("a document says the same as a scan, also of its parts") {
    const std::string text =
        R"({ "a" : {"x":1,"y":[true,false]} , "list":[{"r":"u"},{"r":"s"}],"a":7, "z":"\\" })";
    const JsonDoc doc(text);
    REQUIRE(doc.whole());
    const auto scanned = scan_json(text);
    const auto found = doc.children(doc.root());
    REQUIRE(scanned->size() == found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].key == (*scanned)[i].key);
      CHECK(found[i].member_begin == (*scanned)[i].member_begin);
      CHECK(found[i].begin == (*scanned)[i].begin);
      CHECK(found[i].end == (*scanned)[i].end);
    }
    CHECK(doc.value(doc.root(), "a") == "7");
    CHECK(doc.value(found[0], "y") == "[true,false]");
    CHECK_FALSE(doc.child(found[0], "z"));
    CHECK(doc.children(found[3]).empty());
    CHECK(doc.children(JsonSpan()).empty());
  }

  TEST_CASE("text that is cut short, crossed or no container is broken") {
    const std::string text = R"({"a":[1,{"b":"c"}],"d":"e"})";
    for (std::size_t size = 0; size < text.size(); ++size) {
      CAPTURE(size);
      CHECK(described(text.substr(0, size)) == "broken");
    }
    for (const std::string broken : {"1", "\"a\"", "[1,]", "{\"a\":1,}", "[1 2]", "{\"a\" 1}",
                                     "{a:1}", "[1}", "[{]}", "[,1]"}) {
      CAPTURE(broken);
      CHECK(described(broken) == "broken");
    }
  }

  TEST_CASE("members are met at any depth with their keys") {
    const std::string text = R"({"a":{"source":1},"b":[{"source":"x"}],"c":"source"})";
    std::string met;
    JsonDoc(text).each_member([&met](std::string_view key, std::string_view value) {
      met.append(key).append("=").append(value.substr(0, 3)).append(" ");
    });
    CHECK(met == R"(a={"s source=1 b=[{" source="x" c="so )");
  }

  TEST_CASE("what lies deeper than a request's own structure is known as a whole only") {
    const std::string deep = std::string(1000, '[') + std::string(1000, ']');
    const std::string text = R"({"a":)" + deep + R"(,"b":1})";
    const JsonDoc doc(text);
    REQUIRE(doc.whole());
    CHECK(doc.complete());
    CHECK(doc.value(doc.root(), "b") == "1");
    JsonSpan span = doc.root();
    for (std::size_t depth = 1; depth < JsonDoc::kMaxDepth; ++depth) {
      REQUIRE(doc.children(span).size() > 0);
      span = doc.children(span).front();
    }
    CHECK(doc.children(span).size() == 1);
    CHECK(doc.children(doc.children(span).front()).empty());
  }

  TEST_CASE("what stands under an opaque key is known as a whole only") {
    const std::string text = R"({"a":[{"input":{"x":[1]},"y":{"z":2}}],"input":7})";
    const std::array<std::string_view, 1> opaque{"input"};
    const JsonDoc doc(text, opaque);
    REQUIRE(doc.whole());
    CHECK(doc.value(doc.root(), "input") == "7");
    const JsonSpan item = doc.children(*doc.child(doc.root(), "a")).front();
    CHECK(doc.value(item, "input") == R"({"x":[1]})");
    CHECK(doc.children(*doc.child(item, "input")).empty());
    CHECK(doc.value(*doc.child(item, "y"), "z") == "2");
  }

  TEST_CASE("more values than are kept one by one leave the document incomplete, its top known") {
    std::string text = R"({"many":[0)";
    for (std::size_t i = 0; i < JsonDoc::kMaxValues; ++i)
      text += ",0";
    text += R"(],"model":"m","messages":[1]})";
    const JsonDoc doc(text);
    CHECK(doc.whole());
    CHECK_FALSE(doc.complete());
    CHECK(doc.value(doc.root(), "model") == "\"m\"");
    CHECK(doc.value(doc.root(), "messages") == "[1]");
  }
}
