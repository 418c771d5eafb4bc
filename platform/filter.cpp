#include "platform/filter.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/child.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxOutput = std::size_t{64} * 1024;

struct Pipes {
  Pipe in;
  Pipe out;
};

// Writes what the command takes; closes its stdin when that is all, or when it reads no more
// (SIGPIPE is ignored by the whole process).
void feed(UniqueFd& in, std::string_view& input) {
  const ssize_t put = ::write(in.get(), input.data(), input.size());
  if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
  const bool refused = put < 0 && errno != EINTR && errno != EAGAIN;
  if (input.empty() || refused) in.reset();
}

bool has_exited(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == child;
}

// False at the end of the pipe.
bool drain(const UniqueFd& out, std::string& output) {
  std::array<char, 4096> bytes{};
  const ssize_t got = ::read(out.get(), bytes.data(), bytes.size());
  if (got > 0) output.append(bytes.data(), static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

// Until the command has exited and its pipe is drained; what it left behind may hold the pipe open.
// nullopt: too slow, or too much.
std::optional<std::string> exchange(pid_t child, Pipes& pipes, std::string_view input,
                                    TimePoint deadline) {
  std::string output;
  bool exited = false;
  while (true) {
    const auto left =
        std::chrono::duration_cast<Duration>(deadline - std::chrono::steady_clock::now());
    if (left <= Duration(0) || output.size() > kMaxOutput) return std::nullopt;
    const int out = pipes.out.read.valid() ? pipes.out.read.get() : -1;
    const int in = pipes.in.write.valid() && !exited ? pipes.in.write.get() : -1;
    std::array<pollfd, 2> watched = {{{out, POLLIN, 0}, {in, POLLOUT, 0}}};
    const Duration slice = exited ? Duration(0) : std::min(left, Duration(out < 0 ? 1 : 20));
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(slice.count()));
    if (ready > 0 && watched[1].revents != 0) feed(pipes.in.write, input);
    if (ready > 0 && watched[0].revents != 0 && !drain(pipes.out.read, output)) {
      pipes.out.read.reset();
    }
    if (exited && (ready <= 0 || !pipes.out.read.valid())) return output;
    exited = exited || has_exited(child);
  }
}

int reap(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Result<std::string> filter_text(const StartState& start, const std::string& command,
                                std::string_view input, Duration timeout) {
  const TimePoint deadline = std::chrono::steady_clock::now() + timeout;
  auto in = make_pipe();
  auto out = make_pipe();
  const UniqueFd nothing(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (!in || !out || !nothing.valid()) return fail("too many open files");
  const auto child = start_child(start, ChildProgram{.path = "/bin/sh",
                                                     .argv = {"sh", "-c", command},
                                                     .in = in->read.get(),
                                                     .out = out->write.get(),
                                                     .err = nothing.get(),
                                                     .directory = {},
                                                     .own_session = true});
  if (!child) return tl::unexpected<Error>(child.error());
  in->read.reset();
  out->write.reset();
  ::fcntl(in->write.get(), F_SETFL, O_NONBLOCK);
  Pipes pipes{.in = std::move(*in), .out = std::move(*out)};
  std::optional<std::string> output = exchange(*child, pipes, input, deadline);
  if (!output) ::kill(-*child, SIGKILL);
  const int status = reap(*child);
  if (!output) return fail("the command took too long or printed too much, and was stopped");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail("the command failed");
  return std::move(*output);
}

}  // namespace edgee
