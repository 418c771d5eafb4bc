#include "platform/capture.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/child.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxOutput = std::size_t{64} * 1024;
constexpr std::size_t kMaxErrors = std::size_t{4} * 1024;

// What came through a pipe so far, in a buffer that never moves and is wiped.
class Collected {
 public:
  explicit Collected(std::size_t limit) : bytes_(limit, '\0') {}
  Collected(const Collected&) = delete;
  Collected& operator=(const Collected&) = delete;
  ~Collected() { wipe(bytes_); }

  // False at the end of the pipe. What does not fit is read and thrown away.
  bool take(int fd) {
    std::array<char, 512> rest{};
    const bool room = filled_ < bytes_.size();
    const ssize_t got = room ? ::read(fd, bytes_.data() + filled_, bytes_.size() - filled_)
                             : ::read(fd, rest.data(), rest.size());
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    if (room) filled_ += static_cast<std::size_t>(got);
    full_ = full_ || (!room && got > 0);
    return got > 0;
  }
  [[nodiscard]] bool full() const { return full_; }
  [[nodiscard]] std::string_view text() const {
    return std::string_view(bytes_).substr(0, filled_);
  }

 private:
  std::string bytes_;
  std::size_t filled_ = 0;
  bool full_ = false;
};

enum class Ending { exited, too_slow, stopped, too_long };

bool has_exited(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == child;
}

// Until the command has exited and its pipes are drained. A daemon it left behind may hold the
// pipes open; nobody waits for that.
Ending collect(pid_t child, std::array<pollfd, 3>& watched, Collected& out, Collected& err,
               TimePoint deadline) {
  bool exited = false;
  while (true) {
    const auto left =
        std::chrono::duration_cast<Duration>(deadline - std::chrono::steady_clock::now());
    if (left <= Duration(0)) return Ending::too_slow;
    const auto slice = exited ? Duration(0) : std::min(left, Duration(20));
    for (pollfd& one : watched)
      one.revents = 0;
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(slice.count()));
    if (watched[2].revents != 0) return Ending::stopped;
    if (watched[0].revents != 0 && !out.take(watched[0].fd)) watched[0].fd = -1;
    if (watched[1].revents != 0 && !err.take(watched[1].fd)) watched[1].fd = -1;
    if (out.full()) return Ending::too_long;
    if (exited && ready <= 0) return Ending::exited;
    if (!exited) exited = has_exited(child);
  }
}

int reap(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

Result<Secret> judge(const std::string& name, Ending ending, int status, std::string_view out) {
  const std::string command = "the credential command " + name;
  switch (ending) {
    case Ending::too_slow:
      return fail(command + " took too long and was stopped");
    case Ending::stopped:
      return fail(command + " was interrupted");
    case Ending::too_long:
      return fail(command + " printed more than 64 KiB");
    case Ending::exited:
      break;
  }
  if (WIFSIGNALED(status)) {
    return fail(command + " was ended by signal " + std::to_string(WTERMSIG(status)));
  }
  if (WEXITSTATUS(status) != 0) {
    return fail(command + " failed with exit code " + std::to_string(WEXITSTATUS(status)),
                "run it by hand to see why");
  }
  std::string_view line = out.substr(0, out.find('\n'));
  while (line.ends_with('\r') || line.ends_with(' '))
    line.remove_suffix(1);
  if (line.empty()) return fail(command + " printed nothing on its first line");
  return Secret(std::string(line));
}

void show(std::string_view text) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

Result<Secret> capture_line(const StartState& start, const std::string& program,
                            const std::vector<std::string>& argv, Duration timeout,
                            const std::stop_token& stop) {
  if (stop.stop_requested()) return fail("the credential command was interrupted");
  const TimePoint deadline = std::chrono::steady_clock::now() + timeout;
  auto out_pipe = make_pipe();
  auto err_pipe = make_pipe();
  auto stop_pipe = make_pipe();
  const UniqueFd nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!out_pipe || !err_pipe || !stop_pipe || !nothing.valid()) return fail("too many open files");

  const auto child = start_child(start, ChildProgram{.path = program,
                                                     .argv = argv,
                                                     .in = nothing.get(),
                                                     .out = out_pipe->write.get(),
                                                     .err = err_pipe->write.get(),
                                                     .directory = {},
                                                     .own_session = true});
  if (!child) return tl::unexpected<Error>(child.error());
  out_pipe->write.reset();
  err_pipe->write.reset();
  const std::stop_callback on_stop(stop, [&stop_pipe] {
    [[maybe_unused]] const ssize_t written = ::write(stop_pipe->write.get(), "x", 1);
  });

  Collected out(kMaxOutput);
  Collected err(kMaxErrors);
  std::array<pollfd, 3> watched = {{{out_pipe->read.get(), POLLIN, 0},
                                    {err_pipe->read.get(), POLLIN, 0},
                                    {stop_pipe->read.get(), POLLIN, 0}}};
  const Ending ending = collect(*child, watched, out, err, deadline);
  if (ending != Ending::exited) ::kill(-*child, SIGKILL);
  auto result = judge(argv.front(), ending, reap(*child), out.text());
  if (!result) show(err.text());
  return result;
}

}  // namespace edgee
