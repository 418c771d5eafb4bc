// With a real pseudo-terminal: the hidden prompt, Ctrl-C, Ctrl-Z and `fg`, a hang-up.
#include "platform/terminal.h"

#include <cerrno>
#include <csignal>

#include <doctest/doctest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "platform/processes.h"
#include "tests/platform/process_state.h"
#include "tests/support/temp_dir.h"
#include "tests/support/until.h"

namespace {

// The outside of a terminal in which a function runs.
class Terminal {
 public:
  explicit Terminal(const std::function<void()>& inside) {
    pid_ = ::forkpty(&master_, nullptr, nullptr, nullptr);
    if (pid_ == 0) {
      // Not doctest's handlers.
      for (const int signal : {SIGINT, SIGTERM})
        ::signal(signal, SIG_DFL);
      inside();
      ::_exit(0);
    }
  }
  ~Terminal() {
    hang_up();
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  void type(const std::string& text) const {
    [[maybe_unused]] const ssize_t written = ::write(master_, text.data(), text.size());
  }
  // Reads on until the screen shows the text.
  bool shows(const std::string& text) {
    return edgee::until([&] {
      pollfd one{.fd = master_, .events = POLLIN, .revents = 0};
      char bytes[1024];
      while (::poll(&one, 1, 0) > 0) {
        const ssize_t got = ::read(master_, bytes, sizeof(bytes));
        if (got <= 0) break;
        screen_.append(bytes, static_cast<std::size_t>(got));
      }
      return screen_.find(text) != std::string::npos;
    });
  }
  [[nodiscard]] const std::string& screen() const { return screen_; }
  [[nodiscard]] bool echoes() const {
    termios state{};
    ::tcgetattr(master_, &state);
    return (state.c_lflag & ECHO) != 0;
  }
  void hang_up() {
    if (master_ >= 0) ::close(master_);
    master_ = -1;
  }

 private:
  int master_ = -1;
  pid_t pid_ = -1;
  std::string screen_;
};

void say(const std::string& text) {
  [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
}

void ask() {
  const auto secret = edgee::read_hidden_line("Key: ");
  say(secret ? "<" + std::string(secret->reveal()) + ">\n" : "error: " + secret.error().message);
}

// As a shell with job control: the launcher in a group of its own in the foreground; when it stops,
// says so and puts it back; says how it ended.
void shell(const std::string& script) {
  ::signal(SIGTTOU, SIG_IGN);
  const pid_t job = ::fork();
  if (job == 0) {
    ::setpgid(0, 0);
    ::tcsetpgrp(STDIN_FILENO, ::getpid());
    ::signal(SIGTTOU, SIG_DFL);
    edgee::ForegroundRun run;
    run.program = "/bin/sh";
    run.arguments = {"-c", script};
    run.environment = {{"PATH", "/usr/bin:/bin"}};
    const auto code = edgee::make_processes(edgee::read_start_state())->run_foreground(run, {});
    ::_exit(code.value_or(99));
  }
  ::setpgid(job, job);
  ::tcsetpgrp(STDIN_FILENO, job);
  int status = 0;
  while (::waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
    ::tcsetpgrp(STDIN_FILENO, ::getpgrp());
    say("[stopped]\n");
    ::tcsetpgrp(STDIN_FILENO, job);
    ::kill(-job, SIGCONT);
  }
  say("[ended " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status)) +
      "]\n");
}

}  // namespace

TEST_SUITE("platform/terminal") {
  TEST_CASE("a hidden line is read and never shown") {
    Terminal terminal(ask);
    REQUIRE(terminal.shows("Key: "));
    CHECK_FALSE(terminal.echoes());
    terminal.type("sk-hunter2\n");
    REQUIRE(terminal.shows("<sk-hunter2>"));
    CHECK(terminal.screen().find("sk-hunter2") == terminal.screen().rfind("sk-hunter2"));
    CHECK(terminal.echoes());
  }

  TEST_CASE("an end of input is an error") {
    Terminal terminal(ask);
    REQUIRE(terminal.shows("Key: "));
    terminal.type("\x04");
    CHECK(terminal.shows("error: nothing was typed"));
  }

  TEST_CASE("a signal at the prompt ends edgee and the terminal echoes again") {
    for (const int signal : {SIGINT, SIGTERM}) {
      CAPTURE(signal);
      Terminal terminal(ask);
      REQUIRE(terminal.shows("Key: "));
      if (signal == SIGINT) {
        terminal.type("sk-half\x03");
      } else {
        ::kill(terminal.pid(), signal);
      }
      CHECK(edgee::until([&] { return edgee::is_gone(terminal.pid()); }));
      CHECK(terminal.echoes());
      CHECK(terminal.screen().find("sk-half") == std::string::npos);
    }
  }

  TEST_CASE("without a terminal nothing is asked") {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    const int before = ::dup(STDIN_FILENO);
    ::dup2(ends[0], STDIN_FILENO);
    const auto secret = edgee::read_hidden_line("Key: ");
    CHECK_FALSE(edgee::is_terminal(0));
    ::dup2(before, STDIN_FILENO);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().message == "there is no terminal to ask on");
    for (const int fd : {ends[0], ends[1], before})
      ::close(fd);
  }

  TEST_CASE("Ctrl-C reaches the agent once and leaves edgee alone") {
    Terminal terminal(
        [] { shell("trap 'echo caught' INT; echo ready; while :; do sleep 0.02; done"); });
    REQUIRE(terminal.shows("ready"));
    terminal.type("\x03");
    REQUIRE(terminal.shows("caught"));
    const std::size_t first = terminal.screen().find("caught");
    terminal.type("\x1c");  // Ctrl-backslash ends the agent, not edgee
    REQUIRE(terminal.shows("[ended 131]"));
    CHECK(terminal.screen().find("caught", first + 1) == std::string::npos);
  }

  TEST_CASE("Ctrl-Z stops edgee with the agent, and both go on together") {
    Terminal terminal([] { shell("trap 'exit 5' INT; echo ready; while :; do sleep 0.02; done"); });
    REQUIRE(terminal.shows("ready"));
    for (int round = 1; round <= 3; ++round) {
      CAPTURE(round);
      terminal.type("\x1a");
      std::string stops;
      for (int i = 0; i < round; ++i)
        stops += "[stopped]";
      REQUIRE(edgee::until([&] {
        (void)terminal.shows("[stopped]");
        std::size_t seen = 0;
        for (std::size_t at = 0;
             (at = terminal.screen().find("[stopped]", at)) != std::string::npos; ++at) {
          ++seen;
        }
        return seen >= static_cast<std::size_t>(round);
      }));
    }
    terminal.type("\x03");
    REQUIRE(terminal.shows("[ended 5]"));
    std::size_t seen = 0;
    for (std::size_t at = 0; (at = terminal.screen().find("[stopped]", at)) != std::string::npos;
         ++at) {
      ++seen;
    }
    CHECK(seen == 3);
  }

  TEST_CASE("an agent that stops by itself gives the terminal back to the shell") {
    Terminal terminal([] { shell("echo ready; kill -STOP $$; echo again; exit 4"); });
    REQUIRE(terminal.shows("[stopped]"));
    REQUIRE(terminal.shows("[ended 4]"));
    CHECK(terminal.screen().find("again") != std::string::npos);
  }

  TEST_CASE("a hang-up ends the agent and edgee") {
    const edgee::TempDir temp;
    Terminal terminal([&temp] {
      shell("echo $$ > " + (temp / "pid") + "; echo $PPID > " + (temp / "edgee") +
            "; echo ready; while :; do sleep 0.02; done");
    });
    REQUIRE(terminal.shows("ready"));
    const pid_t agent = edgee::number_in(temp / "pid");
    const pid_t edgee_itself = edgee::number_in(temp / "edgee");
    terminal.hang_up();
    CHECK(edgee::until([agent] { return edgee::is_gone(agent); }));
    CHECK(edgee::until([edgee_itself] { return edgee::is_gone(edgee_itself); }));
  }
}
