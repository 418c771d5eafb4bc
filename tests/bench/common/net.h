// Loopback sockets and the monotonic clock, shared by the benchmark's mock and load client.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace edgee::bench {

class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  UniqueFd(const UniqueFd&) = delete;
  UniqueFd& operator=(const UniqueFd&) = delete;
  ~UniqueFd();

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// CLOCK_MONOTONIC: the same on both sides of a socket on one machine.
std::int64_t now_ns();

struct Listener {
  UniqueFd fd;
  std::uint16_t port = 0;
};
Listener listen_on_loopback();

// Non-blocking and without Nagle once connected; empty when refused.
UniqueFd connect_to_loopback(std::uint16_t port);

void make_prompt_and_nonblocking(int fd);

// What the benchmark cannot do without; ends the process when it fails.
void require(bool ok, std::string_view what);

}  // namespace edgee::bench
