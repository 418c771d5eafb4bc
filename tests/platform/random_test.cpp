#include "platform/random.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

TEST_SUITE("platform/random") {
  TEST_CASE("numbers stay below their bound and reach all of it") {
    const auto random = edgee::make_random();
    CHECK(random->below(0) == 0);
    CHECK(random->below(1) == 0);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i)
      seen.insert(random->below(4));
    CHECK(seen == std::set<std::uint64_t>{0, 1, 2, 3});
  }

  TEST_CASE("tokens have their length, the URL alphabet, and never repeat") {
    const auto random = edgee::make_random();
    std::set<std::string> seen;
    std::set<char> letters;
    for (int i = 0; i < 200; ++i) {
      const std::string token = random->token(100);
      CHECK(token.size() == 100);
      seen.insert(token);
      letters.insert(token.begin(), token.end());
    }
    CHECK(seen.size() == 200);
    CHECK(letters.size() == 64);
    CHECK(std::all_of(letters.begin(), letters.end(), [](char c) {
      return std::string_view("-_").find(c) != std::string_view::npos || (c >= '0' && c <= '9') ||
             (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }));
  }
}
