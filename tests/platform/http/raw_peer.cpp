#include "tests/platform/http/raw_peer.h"

#include <array>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace edgee::test {
namespace {

constexpr int kPatience = 20'000;

bool wait_for_input(int fd, int milliseconds) {
  pollfd watched{fd, POLLIN, 0};
  return ::poll(&watched, 1, milliseconds) > 0;
}

}  // namespace

RawPeer RawPeer::connect(std::uint16_t port) {
  UniqueFd socket(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::connect(socket.get(), any, sizeof address) != 0) return RawPeer();
  return RawPeer(std::move(socket));
}

bool RawPeer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawPeer::more() {
  std::array<char, 65536> part{};
  if (!wait_for_input(fd(), kPatience)) return false;
  const ssize_t got = ::recv(fd(), part.data(), part.size(), 0);
  if (got <= 0) return false;
  buffered_.append(part.data(), static_cast<std::size_t>(got));
  return true;
}

std::string RawPeer::receive_until(std::string_view end) {
  while (buffered_.find(end) == std::string::npos && more()) {
  }
  const std::size_t found = buffered_.find(end);
  if (found == std::string::npos) return std::exchange(buffered_, {});
  std::string text = buffered_.substr(0, found + end.size());
  buffered_.erase(0, text.size());
  return text;
}

std::string RawPeer::receive(std::size_t count) {
  while (buffered_.size() < count && more()) {
  }
  std::string text = buffered_.substr(0, count);
  buffered_.erase(0, text.size());
  return text;
}

std::string RawPeer::receive_all() {
  while (more()) {
  }
  return std::exchange(buffered_, {});
}

bool RawPeer::at_end() {
  char byte = 0;
  return buffered_.empty() && wait_for_input(fd(), kPatience) &&
         ::recv(fd(), &byte, 1, MSG_PEEK) <= 0;
}

bool RawPeer::was_reset() {
  char byte = 0;
  return wait_for_input(fd(), kPatience) && ::recv(fd(), &byte, 1, MSG_PEEK) < 0 &&
         errno == ECONNRESET;
}

bool RawPeer::readable(int milliseconds) const {
  return wait_for_input(fd(), milliseconds);
}

void RawPeer::shut_write() {
  ::shutdown(fd(), SHUT_WR);
}

void RawPeer::reset() {
  const linger at_once{1, 0};
  ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_.reset();
}

RawListener::RawListener(int backlog) {
  auto bound = bind_loopback();
  if (!bound) return;
  listener_ = std::move(*bound);
  ::listen(listener_.socket.get(), backlog);
}

std::string RawListener::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}

RawPeer RawListener::accept() const {
  if (!has_waiting(kPatience)) return RawPeer();
  return RawPeer(UniqueFd(::accept(listener_.socket.get(), nullptr, nullptr)));
}

bool RawListener::has_waiting(int milliseconds) const {
  return wait_for_input(listener_.socket.get(), milliseconds);
}

}  // namespace edgee::test
