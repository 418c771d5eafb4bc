#include "core/base/json_lex.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>

using edgee::json_lex::kBroken;
using edgee::json_lex::skip_string;
using edgee::json_lex::skip_value;

namespace {

// Byte by byte, as the standard reads.
std::size_t slow_skip_string(const std::string& text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return kBroken;
}

}  // namespace

TEST_SUITE("core/base/json_lex") {
  TEST_CASE("a string ends where a reading byte by byte ends it, whatever the blocks") {
    std::uint64_t state = 7;
    const auto draw = [&state](std::uint64_t bound) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      return (state >> 33U) % bound;
    };
    for (int round = 0; round < 20'000; ++round) {
      const std::uint64_t rarity = 1 + draw(60);
      std::string text = "\"";
      for (std::size_t left = draw(300); left > 0; --left) {
        const std::uint64_t kind = draw(2 * rarity);
        text += kind == 0 ? '"' : kind == 1 || kind == 2 ? '\\' : 'x';
      }
      if (draw(2) == 0) text += "\" : \"tail\"";
      CAPTURE(text);
      REQUIRE(skip_string(text, 0) == slow_skip_string(text, 0));
    }
  }

  TEST_CASE("runs of backslashes count in pairs across every block border") {
    for (std::size_t before = 0; before < 140; ++before) {
      for (std::size_t slashes = 0; slashes < 70; ++slashes) {
        const std::string text =
            "\"" + std::string(before, 'x') + std::string(slashes, '\\') + "\"\"" + "zz\"";
        CAPTURE(before);
        CAPTURE(slashes);
        REQUIRE(skip_string(text, 0) == slow_skip_string(text, 0));
      }
    }
  }

  TEST_CASE("a value ends behind its last character") {
    CHECK(skip_value("12,", 0) == 2);
    CHECK(skip_value("true", 0) == 4);
    CHECK(skip_value("{\"a\":[\"}\"]}]", 0) == 11);
    for (const std::string broken : {"", ",", "}", "[", "\"a", "{\"a\":\"}"}) {
      CAPTURE(broken);
      CHECK(skip_value(broken, 0) == kBroken);
    }
  }
}
