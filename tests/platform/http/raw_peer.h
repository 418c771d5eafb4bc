// Plain sockets for tests: what a client or a server can do wrong must be said byte by byte. Each
// call gives up after twenty seconds. Not for sharing between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/http/loopback_listener.h"
#include "platform/http/unique_fd.h"

namespace edgee::test {

class RawPeer {
 public:
  RawPeer() = default;
  explicit RawPeer(UniqueFd socket) : socket_(std::move(socket)) {}
  [[nodiscard]] static RawPeer connect(std::uint16_t port);

  [[nodiscard]] bool send(std::string_view bytes);
  // What came up to and with `end`; all there is when the other side closed first.
  [[nodiscard]] std::string receive_until(std::string_view end);
  [[nodiscard]] std::string receive(std::size_t count);
  [[nodiscard]] std::string receive_all();
  // The other side's end (or reset) is the next thing to come.
  [[nodiscard]] bool at_end();
  // The other side's reset has arrived.
  [[nodiscard]] bool was_reset();
  // Something can be read, or the other side has ended.
  [[nodiscard]] bool readable(int milliseconds) const;

  void shut_write();
  void reset();
  void close() { socket_.reset(); }
  [[nodiscard]] int fd() const { return socket_.get(); }

 private:
  // False at the end.
  bool more();

  UniqueFd socket_;
  std::string buffered_;
};

class RawListener {
 public:
  explicit RawListener(int backlog = 128);
  [[nodiscard]] std::uint16_t port() const { return listener_.port; }
  [[nodiscard]] std::string url(std::string_view path = "/") const;
  [[nodiscard]] RawPeer accept() const;
  [[nodiscard]] bool has_waiting(int milliseconds) const;

 private:
  LoopbackListener listener_;
};

}  // namespace edgee::test
