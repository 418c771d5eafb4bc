#include "core/base/json_object.h"

#include <doctest/doctest.h>

using edgee::is_json_object;

TEST_SUITE("core/base/json_object") {
  TEST_CASE("a whole object is one, and nothing else is") {
    for (const char* whole : {"{}", " {\"a\":1}\n", R"({"a":"\\ud83d\n","b":[{}]})"}) {
      CAPTURE(whole);
      CHECK(is_json_object(whole));
    }
    for (const char* other :
         {"", " ", "[]", "1", "{", "{\"a\":}", "{\"a\":1,}", "{} {}", "{\"a\":'b'}",
          "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud83", "{\"a\":\"\\x\"}"}) {
      CAPTURE(other);
      CHECK_FALSE(is_json_object(other));
    }
  }

  TEST_CASE("a surrogate may stand alone, but a broken escape stays broken") {
    for (const char* whole :
         {R"({"zone":"\ud83d"})", R"({"zone":"\uDE00 \uD83D\uDE00 \ud800"})", R"({"\udfff":1})"}) {
      CAPTURE(whole);
      CHECK(is_json_object(whole));
    }
    for (const char* other : {R"({"zone":"\ud83"})", R"({"zone":"\ud83x"})", R"({"zone":"\ud83d})",
                              R"({\ud83d:1})", R"({"a":"\ud83d",})"}) {
      CAPTURE(other);
      CHECK_FALSE(is_json_object(other));
    }
  }
}
