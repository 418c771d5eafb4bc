#include "core/proxy/overlap.h"

#include <doctest/doctest.h>

#include "core/proxy/repetition.h"

namespace edgee {
namespace {

// What is shown of `more` behind `shown`, when it comes `step` characters at a time.
std::string continued(const std::string& shown, const std::string& more, std::size_t step) {
  Overlap overlap(shown);
  std::string text;
  for (std::size_t at = 0; at < more.size(); at += step)
    text += overlap.feed(std::string_view(more).substr(at, step));
  return text + overlap.flush();
}

}  // namespace

TEST_SUITE("core/proxy/overlap") {
  TEST_CASE("what is said again is left out, however it is cut") {
    const std::string shown = "The quick brown fox jumps over";
    for (std::size_t step = 1; step < 60; ++step) {
      CAPTURE(step);
      CHECK(continued(shown, " the lazy dog.", step) == " the lazy dog.");
      CHECK(continued(shown, "brown fox jumps over the lazy dog.", step) == " the lazy dog.");
      CHECK(continued(shown, shown + " the lazy dog.", step) == " the lazy dog.");
      CHECK(continued(shown, shown, step).empty());
    }
  }

  TEST_CASE("a few like letters are no repeat") {
    CHECK(continued("I said hel", "lo", 1) == "lo");
    CHECK(continued("The quick brown fox", "fox trots on", 3) == "fox trots on");
  }

  TEST_CASE("words that stand elsewhere in the text are no repeat of its end") {
    CHECK(continued("one two three four five six", "two three four and more", 2) ==
          "two three four and more");
  }
}

TEST_SUITE("core/proxy/repetition") {
  TEST_CASE("ten times the same is a repetition, a long text is not") {
    Repetition loop;
    bool found = false;
    for (int i = 0; i < 40; ++i)
      found = loop.feed("I will now check the file again.\n") || found;
    CHECK(found);

    Repetition prose;
    for (int i = 0; i < 400; ++i)
      CHECK_FALSE(prose.feed("Line " + std::to_string(i * i) + " of the table.\n"));
  }

  TEST_CASE("the beginning may be anything") {
    Repetition loop;
    for (int i = 0; i < 100; ++i)
      CHECK_FALSE(loop.feed("Row " + std::to_string(i * 7919) + "\n"));
    bool found = false;
    for (int i = 0; i < 400; ++i)
      found = loop.feed("no ") || found;
    CHECK(found);
  }
}

}  // namespace edgee
