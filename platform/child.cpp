#include "platform/child.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/os.h"
#include "platform/os_error.h"

#ifdef __APPLE__
extern "C" char** environ;
#endif

namespace edgee {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  for (std::string& text : texts)
    out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> assignments(const std::map<std::string, std::string>& environment) {
  std::vector<std::string> out;
  out.reserve(environment.size());
  for (const auto& [name, value] : environment) {
    std::string& assignment = out.emplace_back(name);
    assignment += '=';
    assignment += value;
  }
  return out;
}

// What exec needs, made before the fork: nothing may be allocated between fork and exec.
struct Prepared {
  const char* path = nullptr;
  char* const* argv = nullptr;
  char* const* environment = nullptr;
  pid_t parent = 0;
  int report = -1;
};

[[noreturn]] void give_up(int report) {
  const int code = errno;
  [[maybe_unused]] const ssize_t written = ::write(report, &code, sizeof(code));
  ::_exit(127);
}

[[noreturn]] void become(const StartState& start, const ChildProgram& program,
                         const Prepared& prepared) {
  die_with_parent();
  if (::getppid() != prepared.parent) ::_exit(127);  // it died before that took hold
  if (program.own_session) ::setsid();
  const std::array<int, 3> wanted = {program.in, program.out, program.err};
  for (int target = 0; target < 3; ++target) {
    const int source = wanted[static_cast<std::size_t>(target)];
    if (source >= 0 && ::dup2(source, target) < 0) give_up(prepared.report);
  }
  if (!program.directory.empty() && ::chdir(program.directory.c_str()) != 0) {
    give_up(prepared.report);
  }
  restore_start_state(start);
  ::execve(prepared.path, prepared.argv, prepared.environment);
  give_up(prepared.report);
}

}  // namespace

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return fail("cannot make a pipe: " + os_error(errno));
  Pipe made{.read = UniqueFd(ends[0]), .write = UniqueFd(ends[1])};
  for (const int end : ends)
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
  return made;
}

Result<pid_t> start_child(const StartState& start, const ChildProgram& program) {
  auto report = make_pipe();
  if (!report) return tl::unexpected<Error>(report.error());
  std::vector<std::string> arguments = program.argv;
  std::vector<std::string> variables;
  if (program.environment != nullptr) variables = assignments(*program.environment);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(variables);
  const Prepared prepared{.path = program.path.c_str(),
                          .argv = argv.data(),
                          .environment = program.environment == nullptr ? environ : envp.data(),
                          .parent = ::getpid(),
                          .report = report->write.get()};

  // Held back until the child has its own dispositions: a handler of ours must not run in it.
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t child = ::fork();
  if (child == 0) become(start, program, prepared);
  const int fork_error = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (child < 0) return fail("cannot start " + program.path + ": " + os_error(fork_error));

  report->write.reset();
  int code = 0;
  ssize_t got = 0;
  do {
    got = ::read(report->read.get(), &code, sizeof(code));
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return child;
  ::waitpid(child, nullptr, 0);
  return fail("cannot start " + program.path + ": " + os_error(code));
}

}  // namespace edgee
