#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>

#include <fcntl.h>
#include <mach-o/dyld.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <unistd.h>

#include "platform/http/unique_fd.h"
#include "platform/os.h"

namespace edgee {

std::string own_program() {
  std::array<char, 4096> path{};
  auto size = static_cast<std::uint32_t>(path.size());
  return ::_NSGetExecutablePath(path.data(), &size) == 0 ? std::string(path.data()) : std::string();
}

void forbid_tracing() {
  ::ptrace(PT_DENY_ATTACH, 0, nullptr, 0);
}

void die_with_parent() noexcept {}

// Holds the reading end of a pipe whose writing end only edgee has: its end is edgee's end.
pid_t guard_child(pid_t child) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return -1;
  ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  const pid_t edgee = ::getpid();
  const pid_t guard = ::fork();
  if (guard != 0) {
    ::close(ends[0]);  // ends[1] stays open for as long as edgee lives
    return guard;
  }
  ::close(ends[1]);
  ::setsid();
  char byte = 0;
  while (::read(ends[0], &byte, 1) > 0) {
  }
  if (::getppid() != edgee && ::kill(child, SIGTERM) == 0) {
    const timespec grace{.tv_sec = 2, .tv_nsec = 0};
    ::nanosleep(&grace, nullptr);
    ::kill(child, SIGKILL);
  }
  ::_exit(0);
}

void close_on_exec(int first, int last) noexcept {
  const int end = std::min(last, ::getdtablesize() - 1);
  for (int fd = first; fd <= end; ++fd)
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
}

bool sent_by_terminal(const siginfo_t& info) noexcept {
  return info.si_pid == 0;
}

}  // namespace edgee
