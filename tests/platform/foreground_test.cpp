// run_foreground without a terminal: exit codes, signals, what the agent inherits, survivors.
#include <fstream>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/processes.h"
#include "tests/platform/process_state.h"
#include "tests/support/in_child.h"
#include "tests/support/temp_dir.h"
#include "tests/support/until.h"

namespace {

using edgee::InChild;
using edgee::TempDir;
using edgee::until;

edgee::ForegroundRun shell(const std::string& script) {
  edgee::ForegroundRun run;
  run.program = "/bin/sh";
  run.arguments = {"-c", script};
  run.environment = {{"PATH", "/usr/bin:/bin"}};
  return run;
}

std::string run(const edgee::ForegroundRun& what, const edgee::StartState& start,
                const std::function<void()>& on_started = {}) {
  const auto code = edgee::make_processes(start)->run_foreground(what, on_started);
  return code ? std::to_string(*code) : code.error().message;
}

std::string run(const std::string& script) {
  return run(shell(script), edgee::read_start_state());
}

// A launcher as its own process, so that it can be sent signals.
std::string launch(const std::string& script) {
  return run(script);
}

}  // namespace

TEST_SUITE("platform/foreground") {
  TEST_CASE("the exit code is the agent's own, 128 and the signal when one ended it") {
    CHECK(run("exit 0") == "0");
    CHECK(run("exit 7") == "7");
    CHECK(run("kill -TERM $$") == "143");
    CHECK(run("kill -KILL $$") == "137");
  }

  TEST_CASE("an agent that cannot be started is an error and nothing has started") {
    edgee::ForegroundRun what = shell("");
    what.program = "/no/such/agent";
    bool started = false;
    const std::string said = run(what, edgee::read_start_state(), [&started] { started = true; });
    CHECK(said == "cannot start /no/such/agent: No such file or directory");
    CHECK_FALSE(started);
  }

  TEST_CASE("started is told once the agent runs") {
    bool started = false;
    CHECK(run(shell("exit 3"), edgee::read_start_state(), [&started] { started = true; }) == "3");
    CHECK(started);
  }

  TEST_CASE("arguments and environment are exactly what was asked for") {
    const TempDir temp;
    edgee::ForegroundRun what = shell(R"(printf '%s|' "$@" > $OUT; env | sort >> $OUT)");
    what.arguments.insert(what.arguments.end(), {"sh", "-p", "--", "a b", ""});
    what.environment["OUT"] = temp / "out";
    ::setenv("EDGEE_TEST_LEAK", "1", 1);
    CHECK(run(what, edgee::read_start_state()) == "0");
    ::unsetenv("EDGEE_TEST_LEAK");
    const std::string text = edgee::file_text(temp / "out");
    CHECK(text.starts_with("-p|--|a b||"));
    CHECK(text.find("EDGEE_TEST_LEAK") == std::string::npos);
    CHECK(text.find("OUT=" + (temp / "out")) != std::string::npos);
  }

  TEST_CASE("signals from other programs are passed on to the agent") {
    for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1}) {
      CAPTURE(signal);
      const TempDir temp;
      InChild launcher([&] {
        return launch("trap 'exit 9' " + std::to_string(signal) + "; echo $$ > " + (temp / "pid") +
                      "; while :; do sleep 0.02; done");
      });
      REQUIRE(until([&] { return edgee::number_in(temp / "pid") > 0; }));
      REQUIRE(::kill(launcher.pid(), signal) == 0);
      CHECK(launcher.answer() == "9");
    }
  }

  TEST_CASE("an agent that is killed by what was passed on gives 128 and the signal") {
    const TempDir temp;
    InChild launcher([&] { return launch("echo $$ > " + (temp / "pid") + "; exec sleep 100"); });
    REQUIRE(until([&] { return edgee::number_in(temp / "pid") > 0; }));
    REQUIRE(::kill(launcher.pid(), SIGTERM) == 0);
    CHECK(launcher.answer() == "143");
  }

  TEST_CASE("kill -9 of edgee leaves no agent behind") {
    const TempDir temp;
    InChild launcher([&] { return launch("echo $$ > " + (temp / "pid") + "; exec sleep 100"); });
    REQUIRE(until([&] { return edgee::number_in(temp / "pid") > 0; }));
    const pid_t agent = edgee::number_in(temp / "pid");
    REQUIRE_FALSE(edgee::is_gone(agent));
    ::kill(launcher.pid(), SIGKILL);
    CHECK(launcher.answer() == "ended by signal 9");
    CHECK(until([agent] { return edgee::is_gone(agent); }));
  }

  TEST_CASE("the agent gets the signals, mask and core limit that edgee was started with") {
    const TempDir temp;
    const std::string said = edgee::in_child([&temp] {
      ::signal(SIGHUP, SIG_IGN);  // nohup
      sigset_t blocked;
      sigemptyset(&blocked);
      sigaddset(&blocked, SIGUSR2);
      ::pthread_sigmask(SIG_SETMASK, &blocked, nullptr);
      rlimit core{};
      ::getrlimit(RLIMIT_CORE, &core);
      core.rlim_cur = core.rlim_max;
      ::setrlimit(RLIMIT_CORE, &core);
      const edgee::StartState start = edgee::read_start_state();
      edgee::harden_process();
      rlimit ours{};
      ::getrlimit(RLIMIT_CORE, &ours);
      for (const char* what : {"status", "limits"}) {
        edgee::ForegroundRun cat;
        cat.program = "/bin/cat";  // a shell would clear the mask
        cat.arguments = {std::string("/proc/self/") + what};
        cat.output_file = temp / what;
        run(cat, start);
      }
      return ours.rlim_cur == 0 ? std::string("no core of ours") : std::string("core");
    });
    CHECK(said == "no core of ours");
    const std::string status = edgee::file_text(temp / "status");
    CHECK(edgee::status_field(status, "SigIgn") == "0000000000000001");  // SIGHUP, not SIGPIPE
    CHECK(edgee::status_field(status, "SigBlk") == "0000000000000800");  // SIGUSR2
    const std::string limits = edgee::file_text(temp / "limits");
    const std::size_t row = limits.find("Max core file size");
    REQUIRE(row != std::string::npos);
    const std::string soft = limits.substr(row + 26, 21);
    const std::string hard = limits.substr(row + 47, 21);
    CHECK(soft.substr(0, soft.find(' ')) == hard.substr(0, hard.find(' ')));
  }

  TEST_CASE("the agent gets the descriptors that edgee was given, and none of edgee's own") {
    const TempDir temp;
    edgee::in_child([&temp] {
      const int given = ::open("/dev/null", O_RDONLY);  // as from <(...) of a shell
      const edgee::StartState start = edgee::read_start_state();
      const int ours = ::open("/dev/zero", O_RDONLY);
      const int high = ::fcntl(ours, F_DUPFD, 900);
      run(shell("ls -l /proc/$$/fd > " + (temp / "fds")), start);
      return std::to_string(given + ours + high);
    });
    const std::string fds = edgee::file_text(temp / "fds");
    CHECK(fds.find("/dev/null") != std::string::npos);
    CHECK(fds.find("/dev/zero") == std::string::npos);
  }

  TEST_CASE("nobody may look into the process after hardening") {
    const std::string said = edgee::in_child([] {
      edgee::harden_process();
      const std::string traced = ::prctl(PR_GET_DUMPABLE) == 0 ? "hidden" : "open";
      return traced + (::signal(SIGPIPE, SIG_DFL) == SIG_IGN ? ", broken pipes ignored" : "");
    });
    CHECK(said == "hidden, broken pipes ignored");
  }

  TEST_CASE("edgee proxy waits for a signal to stop, and a second one ends it as usual") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      CAPTURE(signal);
      const TempDir temp;
      InChild waiter([&] {
        const auto processes = edgee::make_processes(edgee::read_start_state());
        ::alarm(20);
        processes->wait_for_stop_signal([&temp] { std::ofstream(temp / "ready") << ::getpid(); });
        const bool usual = ::signal(signal, SIG_DFL) == SIG_DFL;
        return std::string(usual ? "stopped" : "still caught");
      });
      REQUIRE(until([&] { return edgee::number_in(temp / "ready") > 0; }));
      ::kill(waiter.pid(), signal);
      CHECK(waiter.answer() == "stopped");
    }
  }
}
