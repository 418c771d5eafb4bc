// On a real terminal `edgee launch` is as if it were not there: Ctrl-Z and fg, window size,
// hang-up.
#include <string>

#include <doctest/doctest.h>
#include <signal.h>

#include "tests/support/play_claude.h"
#include "tests/support/play_terminal.h"

namespace edgee::play {
namespace {

// Stops its whole process group on a key, as the agents do on Ctrl-Z.
constexpr const char* kAgent = R"(#!/usr/bin/env python3
import os, signal, shutil, sys, time
def size(*_):
    c = shutil.get_terminal_size(); print('size', c.columns, c.lines, flush=True)
signal.signal(signal.SIGWINCH, size)
signal.signal(signal.SIGCONT, lambda *_: print('continued', flush=True))
open(os.environ['HOME'] + '/pid', 'w').write(str(os.getpid()) + '\n')
print('agent is up', sys.stdin.isatty(), sys.stdout.isatty(), flush=True)
for line in sys.stdin:
    if line.strip() == 'stop': os.kill(0, signal.SIGTSTP)
    elif line.strip() == 'quit': sys.exit(3)
    else: print('heard', line.strip(), flush=True)
)";

void open_agent(Play& play, const Terminal& terminal) {
  REQUIRE(terminal.is_ready());
  terminal.enter(edgee_binary() + " launch --quiet claude");
  REQUIRE(terminal.shows("agent is up True True"));
  REQUIRE(eventually([&play] { return play.home.read("pid").ends_with('\n'); }));
}

void cast_agent(Play& play) {
  play.vendor(sentence_brain(DialectId::anthropic_messages, "hello"));
  play.write_config();
  play.home.write_program("bin/claude", kAgent);
}

}  // namespace

TEST_SUITE_BEGIN("e2e/tmux_launch");

TEST_CASE("the agent stops with its whole job, and fg brings it back") {
  if (skip_without_tmux("Ctrl-Z and fg")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  open_agent(play, terminal);
  terminal.enter("one");
  CHECK(terminal.shows("heard one"));
  terminal.enter("stop");
  CHECK(terminal.shows("Stopped"));
  terminal.enter("echo shell is $((1+1)) alive");
  CHECK(terminal.shows("shell is 2 alive"));
  terminal.enter("fg");
  CHECK(terminal.shows("continued"));
  terminal.enter("two");
  CHECK(terminal.shows("heard two"));
  terminal.enter("quit");
  terminal.enter("echo code=$?");
  CHECK(terminal.shows("code=3"));
}

TEST_CASE("Ctrl-Z from the keyboard stops the job too") {
  if (skip_without_tmux("Ctrl-Z from the keyboard")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  open_agent(play, terminal);
  terminal.press("C-z");
  CHECK(terminal.shows("Stopped"));
  terminal.enter("fg");
  terminal.enter("again");
  CHECK(terminal.shows("heard again"));
}

TEST_CASE("Ctrl-C reaches the agent and its exit code comes back") {
  if (skip_without_tmux("Ctrl-C")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  open_agent(play, terminal);
  terminal.press("C-c");
  // A Python program ends by the signal itself.
  CHECK(eventually([&terminal] {
    const std::string screen = terminal.screen();
    return screen.find("KeyboardInterrupt") != std::string::npos;
  }));
  terminal.enter("echo shell is $((1+1)) alive");
  CHECK(terminal.shows("shell is 2 alive"));
}

TEST_CASE("a new window size reaches the agent") {
  if (skip_without_tmux("the window size")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  open_agent(play, terminal);
  terminal.resize(77, 22);
  CHECK(terminal.shows("size 77 22"));
}

TEST_CASE("when the terminal goes, agent and edgee go") {
  if (skip_without_tmux("a hang-up")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  open_agent(play, terminal);
  const pid_t agent = std::stoi(play.home.read("pid"));
  const pid_t group = ::getpgid(agent);
  REQUIRE(is_running(agent));
  terminal.hang_up();
  CHECK(eventually([agent] { return !is_running(agent); }));
  CHECK(eventually([group] { return ::kill(-group, 0) != 0; }));
}

TEST_CASE("status --watch takes the screen, and gives it back as it was on q and Ctrl-C") {
  if (skip_without_tmux("status --watch")) return;
  Play play;
  cast_agent(play);
  const Terminal terminal(play.home, play.variables(), play.work_directory());
  REQUIRE(terminal.is_ready());
  terminal.enter("stty -a > before; echo on the screen");
  REQUIRE(terminal.shows("on the screen"));
  for (const std::string way : {"q", "C-c"}) {
    CAPTURE(way);
    terminal.enter(edgee_binary() + " status --watch; echo left=$?");
    CHECK(terminal.shows("q leaves"));
    CHECK(terminal.shows("chain default"));
    CHECK(terminal.screen().find("on the screen") == std::string::npos);
    terminal.press(way);
    CHECK(terminal.shows("left=0"));
    CHECK(terminal.shows("on the screen"));
    terminal.enter("clear; stty -a | cmp - before && echo on the screen, same $((1+1))");
    CHECK(terminal.shows("same 2"));
  }
  // Ended from outside, which a shell tells as 128 + 15.
  terminal.enter("sh -c 'echo $$ > pid; exec " + edgee_binary() + " status --watch'; echo left=$?");
  CHECK(terminal.shows("q leaves"));
  REQUIRE(::kill(std::stoi(play.home.read("work/pid")), SIGTERM) == 0);
  CHECK(terminal.shows("left=143"));
  terminal.enter("stty -a | cmp - before && echo still $((1+2))");
  CHECK(terminal.shows("still 3"));
  CHECK(play.edgee({"status", "--watch"}).code == 1);
  CHECK(play.edgee({"status", "--watch", "--json"}).code == 2);
}

TEST_SUITE_END();

}  // namespace edgee::play
