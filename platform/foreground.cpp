#include "platform/foreground.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/child.h"
#include "platform/os.h"
#include "platform/os_error.h"

namespace edgee {
namespace {

constexpr std::array<int, 6> kPassedOn = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

// The agent while it runs and is not yet reaped, so that its pid is nobody else's; else 0.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches no other
std::atomic<pid_t> running_agent = 0;
// What came before the agent ran; it gets it as soon as it does.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches no other
std::atomic<int> early_signal = 0;
static_assert(std::atomic<pid_t>::is_always_lock_free);

void pass_on_early() {
  const pid_t agent = running_agent.load();
  if (agent <= 0) return;
  const int signal = early_signal.exchange(0);
  if (signal != 0) ::kill(agent, signal);
}

extern "C" void pass_on(int signal, siginfo_t* info, void*) {
  const int error = errno;
  const pid_t agent = running_agent.load();
  if (agent <= 0) {
    early_signal = signal;
    pass_on_early();
  } else if (!sent_by_terminal(*info)) {
    ::kill(agent, signal);
  }
  errno = error;
}

// Handlers in place for as long as the object lives.
class PassedOnSignals {
 public:
  PassedOnSignals() {
    early_signal = 0;
    struct sigaction action {};
    action.sa_sigaction = pass_on;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kPassedOn.size(); ++i) {
      ::sigaction(kPassedOn.at(i), &action, &old_.at(i));
    }
  }
  ~PassedOnSignals() {
    running_agent = 0;
    for (std::size_t i = 0; i < kPassedOn.size(); ++i) {
      ::sigaction(kPassedOn.at(i), &old_.at(i), nullptr);
    }
  }
  PassedOnSignals(const PassedOnSignals&) = delete;
  PassedOnSignals& operator=(const PassedOnSignals&) = delete;

  static void agent_runs(pid_t agent) {
    running_agent = agent;
    pass_on_early();
  }

 private:
  std::array<struct sigaction, kPassedOn.size()> old_{};
};

bool look(pid_t child, int what, siginfo_t& info) {
  info = {};
  int result = 0;
  do {
    result = ::waitid(P_PID, static_cast<id_t>(child), &info, what);
  } while (result < 0 && errno == EINTR);
  return result == 0 && info.si_pid == child;
}

// The agent stopped. On Ctrl-Z the whole group did, and that includes us: by the time we are back
// it has gone on. If it stopped alone we stop too, or the shell would never get its terminal back.
void stop_with(pid_t child) {
  ::poll(nullptr, 0, 50);  // a stop meant for the group as a whole takes hold here
  siginfo_t info{};
  if (!look(child, WCONTINUED | WEXITED | WNOHANG | WNOWAIT, info)) ::kill(::getpid(), SIGTSTP);
}

// Leaves the agent unreaped.
siginfo_t wait_for_end(pid_t child) {
  siginfo_t info{};
  while (look(child, WEXITED | WSTOPPED | WNOWAIT, info)) {
    if (info.si_code != CLD_STOPPED) return info;
    if (look(child, WSTOPPED | WNOHANG, info)) stop_with(child);
  }
  return info;
}

// No descriptor for no path.
Result<UniqueFd> open_new(const std::string& path) {
  if (path.empty()) return UniqueFd();
  UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (file.get() < 0) return fail("cannot write " + path + ": " + os_error(errno));
  return file;
}

int exit_code(const siginfo_t& end) {
  return end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status;
}

}  // namespace

Result<int> run_in_foreground(const StartState& start, const ForegroundRun& run,
                              const std::function<void()>& on_started) {
  std::vector<std::string> argv = {run.program};
  argv.insert(argv.end(), run.arguments.begin(), run.arguments.end());
  const Result<UniqueFd> output = open_new(run.output_file);
  if (!output) return tl::unexpected<Error>(output.error());
  const Result<UniqueFd> errors = open_new(run.error_file);
  if (!errors) return tl::unexpected<Error>(errors.error());
  const UniqueFd nothing(run.reads_nothing ? ::open("/dev/null", O_RDONLY | O_CLOEXEC) : -1);
  const PassedOnSignals signals;
  const auto child = start_child(start, ChildProgram{.path = run.program,
                                                     .argv = argv,
                                                     .environment = &run.environment,
                                                     .in = nothing.get(),
                                                     .out = output->get(),
                                                     .err = errors->get(),
                                                     .directory = run.directory});
  if (!child) return tl::unexpected<Error>(child.error());
  const pid_t guard = guard_child(*child);
  PassedOnSignals::agent_runs(*child);
  if (on_started) on_started();

  const siginfo_t end = wait_for_end(*child);
  running_agent = 0;
  ::waitpid(*child, nullptr, 0);
  if (guard > 0) {
    ::kill(guard, SIGKILL);
    ::waitpid(guard, nullptr, 0);
  }
  return exit_code(end);
}

}  // namespace edgee
