#include "cli/streams.h"

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_context.h"

namespace edgee {
namespace {

struct ColorRow {
  std::map<std::string, std::string> variables;
  bool terminal;
  bool color;
};

struct AnswerRow {
  std::string typed;
  bool fallback;
  bool answer;
};

}  // namespace

TEST_SUITE("cli/streams") {
  TEST_CASE("colour is for terminals that want it") {
    const std::vector<ColorRow> rows{
        {{}, true, true},
        {{}, false, false},
        {{{"NO_COLOR", "1"}}, true, false},
        {{{"NO_COLOR", ""}}, true, true},
        {{{"TERM", "dumb"}}, true, false},
        {{{"TERM", "xterm"}}, true, true},
        {{{"CLICOLOR", "0"}}, true, false},
        {{{"CLICOLOR_FORCE", "1"}}, false, true},
        {{{"CLICOLOR_FORCE", "0"}}, false, false},
    };
    for (const ColorRow& row : rows) {
      CHECK(wants_color(FakeEnvironment(row.variables), row.terminal) == row.color);
    }
  }

  TEST_CASE("a style without colour is the plain text") {
    FakeContext context;
    CHECK(styled(context.io(), Style::red, "x") == "x");
    context.io().color = true;
    CHECK(styled(context.io(), Style::red, "x") == "\x1b[31mx\x1b[0m");
  }

  TEST_CASE("columns line up by characters and end without blanks") {
    std::ostringstream out;
    print_table(out, {{"A", "B"}, {"\xc3\xa9\xc3\xa9\xc3\xa9", "x", "y"}, {"z", ""}, {}});
    CHECK(out.str() == "A    B\n\xc3\xa9\xc3\xa9\xc3\xa9  x  y\nz\n\n");
  }

  TEST_CASE("a question is asked on a terminal only and takes an answer it knows") {
    const std::vector<AnswerRow> rows{
        {"y\n", false, true}, {"YES\n", false, true},     {"n\n", true, false}, {"\n", true, true},
        {"\n", false, false}, {"what\ny\n", false, true}, {"", true, false},
    };
    for (const AnswerRow& row : rows) {
      CAPTURE(row.typed);
      FakeContext context;
      context.in.str(row.typed);
      CHECK_FALSE(ask_yes_no(context.io(), "sure?", row.fallback));
      context.use_terminal();
      CHECK(ask_yes_no(context.io(), "sure?", row.fallback) == row.answer);
      CHECK(context.said().starts_with(row.fallback ? "sure? [Y/n] " : "sure? [y/N] "));
      CHECK(context.printed().empty());
    }
  }

  TEST_CASE("control characters become visible") {
    CHECK(printable("a\x1b[2J\n\x7f\xc3\xa9") == "a\\x1b[2J\\x0a\\x7f\xc3\xa9");
  }
}

}  // namespace edgee
