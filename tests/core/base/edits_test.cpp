#include "core/base/edits.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using edgee::Edits;
using edgee::scan_json;

namespace {

std::string without(const std::string& text, const std::vector<std::size_t>& doomed) {
  const auto spans = scan_json(text);
  REQUIRE(spans);
  Edits edits;
  edits.remove_members(*spans, doomed);
  return edits.apply(text);
}

}  // namespace

TEST_SUITE("core/base/edits") {
  TEST_CASE("edits apply in any order and leave the rest alone") {
    Edits edits;
    CHECK(edits.empty());
    edits.replace(4, 5, "FOUR");
    edits.insert(0, "<");
    edits.replace(1, 3, "");
    edits.insert(6, ">");
    CHECK_FALSE(edits.empty());
    CHECK(edits.apply("012345") == "<03FOUR5>");
    CHECK(Edits{}.apply("same") == "same");
  }

  TEST_CASE("an edit inside a removed range is lost, an insertion at its start is not") {
    Edits edits;
    edits.replace(2, 3, "x");
    edits.replace(1, 4, "");
    edits.insert(1, "[");
    CHECK(edits.apply("01234") == "0[4");
  }

  TEST_CASE("members go with the right comma") {
    struct Row {
      std::vector<std::size_t> doomed;
      std::string left;
    };
    const std::string text = R"({"a":1, "b":2, "c":3, "d":4})";
    const Row rows[] = {
        {{}, R"({"a":1, "b":2, "c":3, "d":4})"}, {{0}, R"({"b":2, "c":3, "d":4})"},
        {{1}, R"({"a":1, "c":3, "d":4})"},       {{3}, R"({"a":1, "b":2, "c":3})"},
        {{0, 1}, R"({"c":3, "d":4})"},           {{1, 2}, R"({"a":1, "d":4})"},
        {{0, 2}, R"({"b":2, "d":4})"},           {{0, 3}, R"({"b":2, "c":3})"},
        {{1, 3}, R"({"a":1, "c":3})"},           {{0, 1, 2, 3}, R"({})"},
    };
    for (const Row& row : rows) {
      CHECK(without(text, row.doomed) == row.left);
    }
    CHECK(without("[1,2]", {0}) == "[2]");
    CHECK(without("[ 1 ]", {0}) == "[  ]");
  }

  TEST_CASE("whatever subset goes, what is left is the same members") {
    const std::string text = R"([10, 11,12 , {"x":[1]}, "five"])";
    const auto all = scan_json(text);
    REQUIRE(all);
    for (unsigned set = 0; set < (1U << all->size()); ++set) {
      std::vector<std::size_t> doomed;
      std::string expected;
      for (std::size_t i = 0; i < all->size(); ++i) {
        if ((set & (1U << i)) != 0) {
          doomed.push_back(i);
        } else {
          expected.append((*all)[i].in(text)).append(";");
        }
      }
      const std::string left = without(text, doomed);
      const auto spans = scan_json(left);
      CAPTURE(left);
      REQUIRE(spans);
      std::string found;
      for (const auto& span : *spans)
        found.append(span.in(left)).append(";");
      CHECK(found == expected);
    }
  }
}
