#include "platform/start_state.h"

#include <algorithm>
#include <climits>
#include <memory>

#include <dirent.h>
#include <pthread.h>
#include <unistd.h>

#include "core/base/text.h"
#include "platform/os.h"

namespace edgee {
namespace {

std::vector<int> open_descriptors() {
  std::vector<int> open;
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(kDescriptorsDir), ::closedir);
  if (!dir) return open;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of our own
  while (const dirent* entry = ::readdir(dir.get())) {
    const long long fd = parse_number(entry->d_name);
    if (fd > STDERR_FILENO && fd != ::dirfd(dir.get())) open.push_back(static_cast<int>(fd));
  }
  std::sort(open.begin(), open.end());
  return open;
}

}  // namespace

StartState read_start_state() {
  StartState state;
  for (int signal = 1; signal < StartState::kSignals; ++signal) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) != 0) continue;
    state.ignored.at(static_cast<std::size_t>(signal)) = action.sa_handler == SIG_IGN;
  }
  ::pthread_sigmask(SIG_SETMASK, nullptr, &state.mask);
  ::getrlimit(RLIMIT_CORE, &state.core);
  state.descriptors = open_descriptors();
  return state;
}

void restore_start_state(const StartState& state) noexcept {
  for (int signal = 1; signal < StartState::kSignals; ++signal) {
    if (signal == SIGKILL || signal == SIGSTOP) continue;
    struct sigaction action {};
    action.sa_handler = state.ignored[static_cast<std::size_t>(signal)] ? SIG_IGN : SIG_DFL;
    ::sigaction(signal, &action, nullptr);
  }
  ::setrlimit(RLIMIT_CORE, &state.core);
  int next = STDERR_FILENO + 1;
  for (const int inherited : state.descriptors) {
    if (inherited > next) close_on_exec(next, inherited - 1);
    next = inherited + 1;
  }
  close_on_exec(next, INT_MAX);
  ::pthread_sigmask(SIG_SETMASK, &state.mask, nullptr);
}

void harden_process() {
  rlimit none{};
  if (::getrlimit(RLIMIT_CORE, &none) == 0) {
    none.rlim_cur = 0;  // the hard limit stays, so that the agent can have its own back
    ::setrlimit(RLIMIT_CORE, &none);
  }
  forbid_tracing();
  struct sigaction action {};
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
  action.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &action, nullptr);
}

}  // namespace edgee
