// bench_mock [threads]: the scripted upstream of the benchmark. Listens on three free loopback
// ports, prints them as one line of JSON and serves until it is killed.
//   primary, fallback: what the request's model asks for (script.h)
//   failing:           529 to every request, at once
// GET /bench/journal on any of them tells what was seen (journal.h).
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/socket.h>

#include "tests/bench/common/net.h"
#include "tests/bench/mock/worker.h"

namespace edgee::bench {
namespace {

constexpr int kDefaultThreads = 2;

using Listeners = std::array<Listener, kRoles>;
using Workers = std::vector<std::unique_ptr<Worker>>;

// Connections go round the workers in turn, so that equal load meets equal capacity in every run.
[[noreturn]] void accept_forever(const Listeners& listeners, const Workers& workers) {
  std::array<pollfd, kRoles> waits{};
  for (std::size_t i = 0; i < kRoles; ++i) {
    waits.at(i) = {.fd = listeners.at(i).fd.get(), .events = POLLIN, .revents = 0};
  }
  std::size_t turn = 0;
  while (true) {
    poll(waits.data(), waits.size(), -1);
    for (std::size_t i = 0; i < kRoles; ++i) {
      if ((waits.at(i).revents & POLLIN) == 0) continue;
      UniqueFd fd(accept4(waits.at(i).fd, nullptr, nullptr, SOCK_CLOEXEC));
      if (!fd) continue;
      make_prompt_and_nonblocking(fd.get());
      workers.at(turn++ % workers.size())->adopt(std::move(fd), static_cast<Role>(i));
    }
  }
}

[[noreturn]] void run(int threads) {
  Journal journal;
  Workers workers;
  std::vector<std::jthread> running;
  for (int i = 0; i < threads; ++i) {
    Worker& worker = *workers.emplace_back(std::make_unique<Worker>(journal));
    running.emplace_back([&worker] { worker.run(); });
  }
  const Listeners listeners{listen_on_loopback(), listen_on_loopback(), listen_on_loopback()};
  std::printf("{\"primary\":%d,\"failing\":%d,\"fallback\":%d}\n", listeners[0].port,
              listeners[1].port, listeners[2].port);
  std::fflush(stdout);
  accept_forever(listeners, workers);
}

}  // namespace
}  // namespace edgee::bench

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : edgee::bench::kDefaultThreads;
  edgee::bench::require(threads > 0, "bench_mock [threads]");
  edgee::bench::run(threads);
}
