#include "core/dialect/tool_names.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

namespace edgee::test {

TEST_SUITE("core/dialect/tool_names") {
  TEST_CASE("a name that every dialect takes stays") {
    for (const std::string& name : {std::string("Bash"), std::string("mcp__fs__read-file"),
                                    std::string("9"), std::string(64, 'x')}) {
      CHECK(plain_tool_name(name) == name);
    }
  }

  TEST_CASE("any other becomes one of its own that does") {
    std::set<std::string> plain;
    const std::string names[] = {"",
                                 ".",
                                 "mcp.fs/read",
                                 "mcp.fs_read",
                                 "mcp_fs.read",
                                 "\u00fc",
                                 std::string(65, 'x'),
                                 std::string(66, 'x'),
                                 std::string(100, 'x') + ".",
                                 std::string(100, 'x') + ":"};
    for (const std::string& name : names) {
      CAPTURE(name);
      const std::string own = plain_tool_name(name);
      CHECK(is_plain_word(own));
      CHECK(own.size() <= 64);
      CHECK(own == plain_tool_name(name));
      CHECK(plain_tool_name(own) == own);
      plain.insert(own);
    }
    CHECK(plain.size() == std::size(names));
    CHECK(plain_tool_name("mcp.read").starts_with("mcp_read_"));
  }

  TEST_CASE("a hashed word has the length that is asked for") {
    for (const std::size_t length : {1U, 8U, 11U, 40U}) {
      const std::string word = hashed_word("some text", length);
      CHECK(word.size() == length);
      CHECK(word.find_first_of("_-") == std::string::npos);
      CHECK(is_plain_word(word));
    }
    CHECK_FALSE(is_plain_word(""));
    CHECK_FALSE(is_plain_word("a b"));
  }
}

}  // namespace edgee::test
