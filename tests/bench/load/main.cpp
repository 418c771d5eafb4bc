// bench_load --port N [--prefix /TOKEN] [--model NAME] [--body-bytes N] [--connections N]
//            [--requests N] [--seconds S] [--stream 0|1] [--user-agent TEXT]
// Sends requests on keep-alive connections from one thread and prints what it measured as JSON.
// The clock starts when all connections stand.
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

#include <sys/epoll.h>

#include "tests/bench/common/net.h"
#include "tests/bench/load/body.h"
#include "tests/bench/load/lane.h"
#include "tests/bench/load/options.h"

namespace edgee::bench {
namespace {

constexpr std::size_t kBufferSize = std::size_t{256} * 1024;
constexpr double kNsPerSecond = 1e9;
constexpr std::int64_t kNsPerMs = 1'000'000;

class Client {
 public:
  Client(const Options& options, Job& job);
  // Returns the seconds it took.
  double run(double seconds);

 private:
  void serve(Lane& lane, std::uint32_t events);
  void watch(int operation, Lane& lane, bool for_write);
  void retire(Lane& lane);

  UniqueFd epoll_{epoll_create1(EPOLL_CLOEXEC)};
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<char> buffer_ = std::vector<char>(kBufferSize);
  std::size_t active_ = 0;
};

Client::Client(const Options& options, Job& job) {
  for (int i = 0; i < options.connections; ++i) {
    UniqueFd fd = connect_to_loopback(options.port);
    require(static_cast<bool>(fd), "connect");
    watch(EPOLL_CTL_ADD, *lanes_.emplace_back(std::make_unique<Lane>(std::move(fd), job)), true);
  }
}

double Client::run(double seconds) {
  const std::int64_t start = now_ns();
  const std::int64_t end = start + static_cast<std::int64_t>(seconds * kNsPerSecond);
  active_ = lanes_.size();
  for (const auto& lane : lanes_) {
    if (!lane->start_request()) retire(*lane);
  }
  std::int64_t now = now_ns();
  while (active_ > 0 && now < end) {
    std::array<epoll_event, 256> events{};
    const int wait_ms = static_cast<int>((end - now) / kNsPerMs + 1);
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait_ms);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      serve(*static_cast<Lane*>(event.data.ptr), event.events);
    }
    now = now_ns();
  }
  return static_cast<double>(now - start) / kNsPerSecond;
}

void Client::serve(Lane& lane, std::uint32_t events) {
  const bool was_sending = lane.sending();
  bool alive = true;
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) alive = lane.on_readable(buffer_);
  if (alive && (events & EPOLLOUT) != 0) alive = lane.on_writable();
  if (!alive) {
    retire(lane);
  } else if (lane.sending() != was_sending || (events & EPOLLOUT) != 0) {
    watch(EPOLL_CTL_MOD, lane, lane.sending());
  }
}

void Client::watch(int operation, Lane& lane, bool for_write) {
  epoll_event event{};
  event.events = EPOLLIN | (for_write ? EPOLLOUT : 0U);
  event.data.ptr = &lane;
  require(epoll_ctl(epoll_.get(), operation, lane.fd(), &event) == 0, "epoll_ctl");
}

void Client::retire(Lane& lane) {
  --active_;
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, lane.fd(), nullptr);
}

void run(const Options& options) {
  Job job;
  job.body = make_body(options.model, options.body_bytes, options.stream);
  job.head = make_head(options, job.body.size());
  job.requests_left = options.requests;
  Client client(options, job);
  const double seconds = client.run(options.seconds);
  std::puts(job.tally.to_json(seconds).c_str());
}

}  // namespace
}  // namespace edgee::bench

int main(int argc, char** argv) {
  const std::span<char*> arguments(argv + 1, static_cast<std::size_t>(argc - 1));
  const auto options = edgee::bench::parse_options(arguments);
  if (!options) {
    std::fputs("bench_load: a wrong option, or no --port\n", stderr);
    return 2;
  }
  edgee::bench::run(*options);
}
