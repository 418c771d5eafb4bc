#include "core/base/text.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

TEST_SUITE("core/base/text") {
  TEST_CASE("blanks are trimmed at both ends") {
    CHECK(edgee::trim(" \t a b\r\n") == "a b");
    CHECK(edgee::trim(" \n").empty());
    CHECK(edgee::trim("").empty());
  }

  TEST_CASE("comparing ignores case of ASCII letters") {
    CHECK(edgee::lower("AbC1") == "abc1");
    CHECK(edgee::equals_ignoring_case("Retry-After", "retry-after"));
    CHECK_FALSE(edgee::equals_ignoring_case("a", "ab"));
    CHECK(edgee::contains_ignoring_case("Prompt IS too long", "is TOO"));
    CHECK_FALSE(edgee::contains_ignoring_case("short", "shorter"));
    CHECK(edgee::contains_ignoring_case("any", ""));
  }

  TEST_CASE("texts are found as by string_view's own find") {
    const std::string_view text = "abcabc";
    for (const std::string_view part : {"", "a", "c", "abc", "bca", "x", "abcabcd"}) {
      for (std::size_t from = 0; from <= text.size() + 1; ++from) {
        CAPTURE(part);
        CAPTURE(from);
        CHECK(edgee::find_text(text, part, from) == text.find(part, from));
      }
    }
    CHECK(edgee::find_text("", "a") == std::string_view::npos);
  }

  TEST_CASE("splitting keeps empty parts") {
    const std::vector<std::string_view> expected{"a", "", "b", ""};
    CHECK(edgee::split("a,,b,", ',') == expected);
    CHECK(edgee::split("", ',') == std::vector<std::string_view>{""});
    const std::vector<std::string> parts{"a", "b"};
    CHECK(edgee::join(parts, ", ") == "a, b");
    CHECK(edgee::join({}, ",").empty());
  }

  TEST_CASE("a star in a pattern stands for any run") {
    CHECK(edgee::matches_glob("*haiku*", "claude-Haiku-4-5"));
    CHECK(edgee::matches_glob("*", ""));
    CHECK(edgee::matches_glob("a*c*e", "abcde"));
    CHECK(edgee::matches_glob("a**", "a"));
    CHECK_FALSE(edgee::matches_glob("a*c", "abcd"));
    CHECK_FALSE(edgee::matches_glob("", "a"));
    CHECK(edgee::matches_glob("*ab", "aab"));
  }

  TEST_CASE("the nearest word is suggested only when it is near") {
    const std::vector<std::string> words{"launch", "chain", "status"};
    CHECK(edgee::nearest_word("lanch", words) == "launch");
    CHECK(edgee::nearest_word("CHIAN", words) == "chain");
    CHECK(edgee::nearest_word("zzzzzz", words).empty());
  }

  TEST_CASE("numbers are whole, unsigned and fit") {
    CHECK(edgee::parse_number("0") == 0);
    CHECK(edgee::parse_number("64000") == 64000);
    for (const std::string text : {"", "-1", "+1", "1.5", "1 ", "x", "99999999999999999999"}) {
      CAPTURE(text);
      CHECK(edgee::parse_number(text) == -1);
    }
  }

  TEST_CASE("versions are compared by their numbers") {
    CHECK(edgee::is_newer("2.1.332", "2.1.197"));
    CHECK(edgee::is_newer("2.1.1000", "2.1.999"));
    CHECK(edgee::is_newer("2.1.1", "2.1"));
    for (const char* version : {"2.1.197", "2.1.99", "2.1", "1.9.999", "", "x"}) {
      CAPTURE(version);
      CHECK_FALSE(edgee::is_newer(version, "2.1.197"));
    }
  }
}
