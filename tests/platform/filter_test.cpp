#include "platform/filter.h"

#include <csignal>
#include <string>

#include <doctest/doctest.h>

#include "platform/processes.h"

namespace {

using edgee::Duration;

edgee::Result<std::string> run(const std::string& command, const std::string& input = "",
                               Duration timeout = Duration(10'000)) {
  // As in edgee: a command need not read all that it is given.
  std::signal(SIGPIPE, SIG_IGN);
  return edgee::filter_text(edgee::read_start_state(), command, input, timeout);
}

}  // namespace

TEST_SUITE("platform/filter") {
  TEST_CASE("a shell command reads the text and its whole output comes back") {
    CHECK(run("cat", "one\ntwo\n") == "one\ntwo\n");
    CHECK(run("printf '%s' a; echo b >&2; exit 0") == "a");
    CHECK(run("true", "nobody reads this").value_or("?").empty());
    const std::string large(60'000, 'x');
    CHECK(run("cat", large) == large);
    CHECK(run("wc -c | tr -d ' '", std::string(300'000, 'x')) == "300000\n");
    CHECK(run("exec >&-; exit 0").value_or("?").empty());
  }

  TEST_CASE("a command that hangs, fails or prints without end is given up") {
    CHECK_FALSE(run("sleep 60", "", Duration(100)));
    CHECK_FALSE(run("exec >&-; sleep 60", "", Duration(100)));
    CHECK_FALSE(run("sleep 60 & wait", "", Duration(100)));
    CHECK_FALSE(run("yes"));
    CHECK_FALSE(run("exit 3"));
    CHECK_FALSE(run("no-such-program-anywhere"));
  }

  TEST_CASE("what it leaves running in the background does not hold the line up") {
    CHECK(run("sleep 5 & echo done") == "done\n");
  }
}
