#include "platform/http/lane.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

#include "platform/http/route.h"

namespace edgee {
namespace {

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_DONTWAIT | MSG_NOSIGNAL;
#else
constexpr int kSendFlags = MSG_DONTWAIT;  // SIGPIPE is ignored by the whole process
#endif

iovec part_of(std::string_view text) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): sendmsg only reads through it
  return iovec{const_cast<char*>(text.data()), text.size()};
}

void skip(std::string_view& part, std::size_t& count) {
  const std::size_t own = std::min(part.size(), count);
  part.remove_prefix(own);
  count -= own;
}

std::string words_for(int error) {
  return std::generic_category().message(error);
}

}  // namespace

Lane::Lane(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
           Duration timeout)
    : dialer_(url, settings, share, timeout), tls_(is_tls(url)) {}

bool Lane::open() {
  fd_ = dialer_.fd();
  return is_open();
}

Lane::Io Lane::send(std::string_view& head, std::string_view& body) {
  while (!head.empty() || !body.empty()) {
    const Io io = tls_ ? send_tls(head.empty() ? body : head) : send_plain(head, body);
    if (io != Io::some) return io;
  }
  return Io::some;
}

Lane::Io Lane::send_plain(std::string_view& head, std::string_view& body) {
  std::array<iovec, 2> parts{part_of(head), part_of(body)};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  const ssize_t sent = ::sendmsg(fd_, &message, kSendFlags);
  if (sent < 0 && errno == EINTR) return Io::some;
  if (sent < 0) return errno == EAGAIN ? Io::would_block : fail(words_for(errno));
  auto count = static_cast<std::size_t>(sent);
  skip(head, count);
  skip(body, count);
  return Io::some;
}

Lane::Io Lane::send_tls(std::string_view& part) {
  std::size_t sent = 0;
  const CURLcode code = curl_easy_send(dialer_.easy(), part.data(), part.size(), &sent);
  if (code == CURLE_AGAIN) return Io::would_block;
  if (code != CURLE_OK) return fail(curl_easy_strerror(code));
  part.remove_prefix(sent);
  return Io::some;
}

Lane::Io Lane::receive(std::span<char> to, std::size_t& got) {
  got = 0;
  if (tls_) {
    const CURLcode code = curl_easy_recv(dialer_.easy(), to.data(), to.size(), &got);
    if (code == CURLE_AGAIN) return Io::would_block;
    if (code != CURLE_OK) return fail(curl_easy_strerror(code));
    return got == 0 ? Io::ended : Io::some;
  }
  for (;;) {
    const ssize_t count = ::recv(fd_, to.data(), to.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN ? Io::would_block : fail(words_for(errno));
    got = static_cast<std::size_t>(count);
    return got == 0 ? Io::ended : Io::some;
  }
}

bool Lane::is_live() {
  pollfd connection{fd_, POLLIN, 0};
  if (::poll(&connection, 1, 0) == 0) return true;
  if (!tls_) return false;
  // TLS has things of its own to say, session tickets above all; those are not for us.
  std::array<char, 1> byte{};
  std::size_t got = 0;
  return receive(byte, got) == Io::would_block;
}

Lane::Io Lane::fail(std::string message) {
  error_ = std::move(message);
  return Io::broken;
}

}  // namespace edgee
