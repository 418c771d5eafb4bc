#include "core/dialect/openai_chat/think_tags.h"

#include <cstddef>

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

struct Row {
  const char* text;
  const char* thinking;
  const char* rest;
};

constexpr Row kRows[] = {
    {"<think>a</think>b", "a", "b"},
    {"\n<think>\na\n</think>\n\nb", "\na\n", "b"},
    {"no tag", "", "no tag"},
    {"  <thin air", "", "  <thin air"},
    {"<", "", "<"},
    {"a <think>b</think>", "", "a <think>b</think>"},
    {"<think>never closed </thin", "never closed </thin", ""},
    {"<think></think>", "", ""},
    {"<think>a</think>b</think>", "a", "b</think>"},
    {"", "", ""},
};

}  // namespace

TEST_SUITE("core/dialect/openai_chat/think_tags") {
  TEST_CASE("tags at the beginning are taken out, however they are cut") {
    for (const Row& row : kRows) {
      const std::string text = row.text;
      for (std::size_t step = 1; step <= text.size() + 1; ++step) {
        CAPTURE(row.text);
        CAPTURE(step);
        openai_chat::ThinkTags tags;
        std::string thinking;
        std::string rest;
        const auto take = [&](const openai_chat::ThinkTags::Split& split) {
          thinking += split.thinking;
          rest += split.text;
        };
        for (std::size_t at = 0; at < text.size(); at += step)
          take(tags.feed(text.substr(at, step)));
        take(tags.finish());
        CHECK(thinking == row.thinking);
        CHECK(rest == row.rest);
      }
    }
  }

  TEST_CASE("text without a tag is not held back") {
    openai_chat::ThinkTags tags;
    CHECK(tags.feed("Hello <").text == "Hello <");
  }
}

}  // namespace edgee::test
