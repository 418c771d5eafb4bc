#include <filesystem>
#include <system_error>

#include <linux/close_range.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "platform/os.h"

namespace edgee {

std::string own_program() {
  std::error_code failed;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? std::string() : path.string();
}

void forbid_tracing() {
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void die_with_parent() noexcept {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
}

pid_t guard_child(pid_t) {
  return 0;
}

void close_on_exec(int first, int last) noexcept {
  ::close_range(static_cast<unsigned int>(first), static_cast<unsigned int>(last),
                CLOSE_RANGE_CLOEXEC);
}

// kill() by another program gives SI_USER (0) or less, the kernel a positive code.
bool sent_by_terminal(const siginfo_t& info) noexcept {
  return info.si_code > 0;
}

}  // namespace edgee
