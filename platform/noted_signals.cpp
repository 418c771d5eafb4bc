#include "platform/noted_signals.h"

#include <cstddef>

namespace edgee {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches no other
volatile std::sig_atomic_t seen_signal = 0;

extern "C" void note_signal(int signal) {
  seen_signal = signal;
}

}  // namespace

NotedSignals::NotedSignals() {
  seen_signal = 0;
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : kSignals)
    sigaddset(&blocked, signal);
  pthread_sigmask(SIG_BLOCK, &blocked, &mask_);
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals.at(i), nullptr, &old_.at(i));
    if (old_.at(i).sa_handler != SIG_IGN) sigaction(kSignals.at(i), &action, nullptr);
  }
}

NotedSignals::~NotedSignals() {
  for (std::size_t i = 0; i < kSignals.size(); ++i)
    sigaction(kSignals.at(i), &old_.at(i), nullptr);
  pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
}

int noted_signal() {
  return seen_signal;
}

}  // namespace edgee
