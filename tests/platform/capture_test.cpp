#include <csignal>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>
#include <unistd.h>

#include "platform/clock.h"
#include "platform/processes.h"
#include "tests/platform/process_state.h"
#include "tests/support/in_child.h"
#include "tests/support/temp_dir.h"
#include "tests/support/until.h"

namespace {

using edgee::Duration;

edgee::Result<edgee::Secret> run(const std::string& script, Duration timeout = Duration(10'000),
                                 std::stop_token stop = {}) {
  const auto processes = edgee::make_processes(edgee::read_start_state());
  return processes->capture({"sh", "-c", script}, timeout, std::move(stop));
}

std::string error_of(const std::string& script, Duration timeout = Duration(10'000)) {
  const auto result = run(script, timeout);
  return result ? "no error" : result.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("platform/capture") {
  TEST_CASE("the first line of stdout is the secret") {
    struct Row {
      const char* script;
      const char* secret;
    };
    for (const Row& row :
         {Row{"echo key", "key"}, Row{"printf key", "key"}, Row{"printf 'key\\r\\nmore\\n'", "key"},
          Row{"echo 'a b'", "a b"}, Row{"echo key; echo more; echo words >&2", "key"},
          Row{"exec 2>&-; echo key", "key"}}) {
      CAPTURE(row.script);
      const auto result = run(row.script);
      REQUIRE(result);
      CHECK(result->reveal() == row.secret);
    }
  }

  TEST_CASE("a command that failed is named, what it printed is not") {
    CHECK(contains(error_of("echo hunter2; exit 3"), "failed with exit code 3"));
    CHECK_FALSE(contains(error_of("echo hunter2; exit 3"), "hunter2"));
    CHECK(contains(error_of("kill -TERM $$"), "was ended by signal 15"));
    CHECK(contains(error_of("true"), "printed nothing"));
    CHECK(contains(error_of("echo; echo key"), "printed nothing on its first line"));
  }

  TEST_CASE("a command that is not there is an error before anything runs") {
    const auto processes = edgee::make_processes(edgee::read_start_state());
    const auto result = processes->capture({"no-such-program-here", "x"}, Duration(1000), {});
    REQUIRE_FALSE(result);
    CHECK(contains(result.error().message, "no-such-program-here was not found"));
    CHECK_FALSE(processes->capture({}, Duration(1000), {}));
  }

  TEST_CASE("a command gets no stdin and no terminal") {
    const auto result = run("if read line; then echo input; else echo none; fi");
    REQUIRE(result);
    CHECK(result->reveal() == "none");
    const auto tty = run("if (exec </dev/tty) 2>/dev/null; then echo tty; else echo none; fi");
    REQUIRE(tty);
    CHECK(tty->reveal() == "none");
  }

  TEST_CASE("arguments reach the command without a shell") {
    const auto processes = edgee::make_processes(edgee::read_start_state());
    const auto result = processes->capture({"printf", "%s", "$(id); 'x'"}, Duration(5000), {});
    REQUIRE(result);
    CHECK(result->reveal() == "$(id); 'x'");
  }

  TEST_CASE("a command that takes too long is killed with all it started") {
    const edgee::TempDir temp;
    const std::string file = temp / "pid";
    const auto result = run("sleep 100 & echo $! > " + file + "; echo key; wait", Duration(500));
    REQUIRE_FALSE(result);
    CHECK(contains(result.error().message, "took too long"));
    pid_t sleeper = 0;
    std::ifstream(file) >> sleeper;
    REQUIRE(sleeper > 0);
    CHECK(edgee::until([sleeper] { return edgee::is_gone(sleeper); }));
  }

  TEST_CASE("a daemon that it leaves behind is not waited for") {
    const edgee::TempDir temp;
    const auto clock = edgee::make_clock();
    const edgee::TimePoint before = clock->now();
    const auto result = run("sleep 30 & echo $! > " + (temp / "pid") + "; echo key");
    REQUIRE(result);
    CHECK(result->reveal() == "key");
    CHECK(clock->now() - before < std::chrono::seconds(5));
    pid_t daemon = 0;
    std::ifstream(temp / "pid") >> daemon;
    REQUIRE(daemon > 0);
    ::kill(daemon, SIGKILL);
  }

  TEST_CASE("a command that prints without end is stopped") {
    CHECK(contains(error_of("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"),
                   "more than 64 KiB"));
    // Just as much as is allowed.
    const auto result = run("printf 'key\\n'; head -c 65532 /dev/zero");
    REQUIRE(result);
    CHECK(result->reveal() == "key");
  }

  TEST_CASE("a stop ends the waiting") {
    const edgee::TempDir temp;
    std::stop_source source;
    edgee::Result<edgee::Secret> result;
    {
      const std::jthread waiter([&] {
        result = run("echo $$ > " + (temp / "pid") + "; exec sleep 100", Duration(60'000),
                     source.get_token());
      });
      REQUIRE(edgee::until([&] { return edgee::number_in(temp / "pid") > 0; }));
      source.request_stop();
    }
    REQUIRE_FALSE(result);
    CHECK(contains(result.error().message, "was interrupted"));
    CHECK(edgee::is_gone(edgee::number_in(temp / "pid")));
    CHECK_FALSE(run("echo key", Duration(60'000), source.get_token()));
  }

  TEST_CASE("stderr is shown only when the command failed") {
    const edgee::TempDir temp;
    const auto shown = [&temp](const std::string& script) {
      edgee::in_child([&] {
        if (::freopen((temp / "err").c_str(), "w", stderr) == nullptr) return "";
        [[maybe_unused]] const auto result = run(script);
        return "";
      });
      std::ifstream in(temp / "err");
      return std::string(std::istreambuf_iterator<char>(in), {});
    };
    CHECK(shown("echo a word >&2; echo key").empty());
    CHECK(shown("echo a word >&2; exit 1") == "a word\n");
  }
}
