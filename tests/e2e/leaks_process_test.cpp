// What other programs can see of the process: the agent's environment, core files, memory.
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include "tests/support/in_child.h"
#include "tests/support/planted.h"

namespace edgee::play {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Starts a program, aborts it once it printed a line, and gives the shell's words about its end.
std::string abort_and_ask(const Planted& planted, const std::string& program) {
  const std::string script = "ulimit -c unlimited 2>/dev/null || ulimit -c hard; " + program +
                             " >started 2>/dev/null & "
                             "until [ -s started ]; do sleep 0.02; done; "
                             "kill -ABRT $!; wait $!; echo \"code $?\" >&2";
  Program shell(planted.play().home, {"/bin/bash", "-c", script}, planted.variables(),
                planted.play().work_directory());
  return shell.wait().err;
}

bool has_core_file(const std::string& directory) {
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().filename().string().starts_with("core")) return true;
  }
  return false;
}

// "yes", "no" or why nobody can tell, for a reader without rights.
std::string can_read(const std::string& path) {
  return in_child_without_rights([&path] {
    const std::string text = read_whole_file(path);
    return std::string(text.empty() ? "no" : "yes");
  });
}

// The program as the user that can_read() is.
std::vector<std::string> without_rights(const std::vector<std::string>& argv) {
  if (::geteuid() != 0) return argv;
  std::vector<std::string> all{"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"};
  all.insert(all.end(), argv.begin(), argv.end());
  return all;
}

}  // namespace

TEST_SUITE("e2e/leaks") {
  TEST_CASE("the agent sees what the user exported, and no key of edgee's") {
    Planted planted(false);
    REQUIRE(planted.edgee({"key", "set", "--insecure-file", "filed/work"}, planted.value_of("file"))
                .code == 0);
    planted.play().home.write_program(
        "bin/claude",
        "#!/bin/sh\ncat /proc/self/environ; printf '%s\\n' \"$@\"; cat /proc/*/cmdline"
        " 2>/dev/null; exit 0\n");
    Program launch(planted.play().home, {edgee_binary(), "launch", "claude", "-p", "hi"},
                   planted.variables(), planted.play().work_directory());
    const Finished finished = launch.wait();
    REQUIRE(finished.code == 0);
    CHECK(contains(finished.out, "ANTHROPIC_BASE_URL=http://127.0.0.1:"));
    const std::vector<std::string> seen = secrets_in(finished.out, planted.secrets());
    CHECK(seen == std::vector<std::string>{"environment"});
    CHECK(secrets_in(finished.err, planted.secrets()).empty());
    // The token stands in one variable and in nobody's argv.
    const std::size_t at = finished.out.find("ANTHROPIC_BASE_URL=");
    const std::string url = finished.out.substr(at, finished.out.find('\0', at) - at);
    const std::string token = url.substr(url.rfind('/') + 1);
    REQUIRE(token.size() > 40);
    CHECK(finished.out.find(token) == finished.out.rfind(token));
    CHECK_FALSE(contains(finished.err, token));
  }

  TEST_CASE("a proxy that is aborted leaves no core file") {
    const Planted control(false);
    const std::string others = abort_and_ask(control, "{ echo up; exec sleep 60; }");
    if (!contains(others, "core dumped")) MESSAGE("nothing leaves a core file here");
    const Planted planted(false);
    const std::string words = abort_and_ask(planted, "'" + edgee_binary() + "' proxy");
    CHECK(contains(words, "Abort"));
    CHECK(contains(words, "code 134"));
    CHECK_FALSE(contains(words, "core dumped"));
    CHECK_FALSE(has_core_file(planted.play().work_directory()));
    CHECK(planted.spilled_files().empty());
  }

  TEST_CASE("another program of the same user reads neither memory nor environment") {
    const Planted planted(false);
    REQUIRE(give_to_nobody(planted.play().home.path()));
    const std::string work = planted.play().work_directory();
    Program proxy(planted.play().home, without_rights({edgee_binary(), "proxy", "-q"}),
                  planted.variables(), work);
    REQUIRE(eventually([&proxy] { return !proxy.out().empty(); }));
    const Program other(planted.play().home, without_rights({"/bin/sleep", "60"}),
                        planted.variables(), work);
    const auto of = [](const Program& program, const char* file) {
      return "/proc/" + std::to_string(program.pid()) + "/" + file;
    };
    // What shows that there is something to forbid.
    REQUIRE(eventually([&] { return can_read(of(other, "environ")) == "yes"; }));
    CHECK(can_read(of(proxy, "environ")) == "no");
    CHECK(can_read(of(proxy, "maps")) == "no");
    const std::string opened = in_child_without_rights([&] {
      std::error_code denied;
      const bool exe = std::filesystem::exists(of(proxy, "exe"), denied) && !denied;
      const bool fds = ::access(of(proxy, "fd").c_str(), R_OK | X_OK) == 0;
      return std::string(fds ? "fd " : "") + (exe ? "exe" : "");
    });
    CHECK(opened.empty());
  }
}

}  // namespace edgee::play
