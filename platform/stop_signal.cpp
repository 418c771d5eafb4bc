#include "platform/stop_signal.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <unistd.h>

#include "platform/child.h"

namespace edgee {
namespace {

constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches no other
std::atomic<int> waker = -1;

extern "C" void wake_waiter(int) {
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(waker.load(), "x", 1);
  errno = error;
}

}  // namespace

// A pipe and not sigwait: the signal may be delivered to any of our threads.
void wait_for_signal_to_stop(const std::function<void()>& on_ready) {
  const auto pipe = make_pipe();
  if (!pipe) return;
  waker = pipe->write.get();
  std::array<struct sigaction, kSignals.size()> old{};
  struct sigaction action {};
  action.sa_handler = wake_waiter;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals.at(i), nullptr, &old.at(i));
    if (old.at(i).sa_handler != SIG_IGN) ::sigaction(kSignals.at(i), &action, nullptr);
  }
  on_ready();
  char byte = 0;
  while (::read(pipe->read.get(), &byte, 1) < 0 && errno == EINTR) {
  }
  for (std::size_t i = 0; i < kSignals.size(); ++i)
    ::sigaction(kSignals.at(i), &old.at(i), nullptr);
}

}  // namespace edgee
