#include "core/base/json.h"

#include <string>

#include <doctest/doctest.h>

using edgee::Json;
using edgee::parse_json;

TEST_SUITE("core/base/json") {
  TEST_CASE("malformed text and bottomless nesting are refused") {
    CHECK_FALSE(parse_json(""));
    CHECK_FALSE(parse_json("{\"a\":}"));
    CHECK_FALSE(parse_json("{} x"));
    CHECK(parse_json(std::string(200, '[') + std::string(200, ']')));
    CHECK_FALSE(parse_json(std::string(201, '[') + std::string(201, ']')));
  }

  TEST_CASE("missing members and wrong types have plain answers") {
    const auto value = parse_json(R"({"text":"a","number":7,"flag":true,"list":[]})");
    REQUIRE(value);
    CHECK(edgee::string_member(*value, "text") == "a");
    CHECK(edgee::string_member(*value, "number").empty());
    CHECK(edgee::int_member(*value, "number") == 7);
    CHECK_FALSE(edgee::int_member(*value, "text"));
    CHECK(edgee::bool_member(*value, "flag"));
    CHECK(edgee::bool_member(*value, "text", true));
    CHECK(edgee::member(*value, "none").is_null());
    CHECK(edgee::member(edgee::member(*value, "list"), "none").is_null());
  }

  TEST_CASE("a dump survives invalid UTF-8") {
    CHECK(edgee::quote_json("a\"b\n") == R"("a\"b\n")");
    CHECK(edgee::quote_json("\xFF") == "\"\xEF\xBF\xBD\"");
    CHECK(edgee::dump_json(Json{{"a", "\xC3"}}) == "{\"a\":\"\xEF\xBF\xBD\"}");
  }
}
