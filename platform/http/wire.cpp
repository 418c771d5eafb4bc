#include "platform/http/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace edgee {
namespace {

// A head fits; what follows it is better read straight to where it belongs.
constexpr std::size_t kReadSize = std::size_t{16} * 1024;

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_DONTWAIT | MSG_NOSIGNAL;
#else
constexpr int kSendFlags = MSG_DONTWAIT;  // SIGPIPE is ignored by the whole process
#endif

static_assert(EAGAIN == EWOULDBLOCK);
bool would_block(int error) {
  return error == EAGAIN;
}

// Takes `sent` bytes off the front.
std::span<iovec> skip(std::span<iovec> parts, std::size_t sent) {
  while (!parts.empty() && sent >= parts.front().iov_len) {
    sent -= parts.front().iov_len;
    parts = parts.subspan(1);
  }
  if (!parts.empty()) {
    parts.front().iov_base = static_cast<char*>(parts.front().iov_base) + sent;
    parts.front().iov_len -= sent;
  }
  return parts;
}

}  // namespace

#ifdef POLLRDHUP
const short kHangUpEvents = POLLRDHUP;
#else
const short kHangUpEvents = 0;            // poll tells POLLHUP unasked
#endif

TimePoint from_now(Duration time) {
  return std::chrono::steady_clock::now() + time;
}

int milliseconds_until(TimePoint deadline) {
  if (deadline == TimePoint::max()) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<long long>(left.count(), 0, INT_MAX));
}

Waited wait_for(int descriptor, short events, const Wakeup& stop, TimePoint deadline) {
  std::array<pollfd, 2> watched{pollfd{descriptor, events, 0}, pollfd{stop.fd(), POLLIN, 0}};
  for (;;) {
    const int ready = ::poll(watched.data(), watched.size(), milliseconds_until(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (watched[1].revents != 0) return Waited::stopped;
    if (ready == 0) return Waited::timeout;
    return Waited::ready;
  }
}

Wire::Wire(UniqueFd socket, const Wakeup& stop, std::size_t capacity)
    : socket_(std::move(socket)),
      stop_(&stop),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity)),
      capacity_(capacity) {}

Wire::Read Wire::fill(TimePoint deadline) {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == capacity_ && begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == capacity_) return Read::full;
  const std::span<char> room(buffer_.get() + end_, std::min(kReadSize, capacity_ - end_));
  for (;;) {
    const Waited waited = wait_for(fd(), POLLIN, *stop_, deadline);
    if (waited == Waited::stopped) return Read::stopped;
    if (waited == Waited::timeout) return Read::timeout;
    std::size_t got = 0;
    const Read read = receive_now(room, got);
    if (read == Read::timeout) continue;  // a false alarm of poll
    end_ += got;
    return read;
  }
}

Wire::Read Wire::receive(std::span<char> to, TimePoint deadline, std::size_t& got) {
  for (;;) {
    const Read read = receive_now(to, got);
    if (read != Read::timeout) return read;
    const Waited waited = wait_for(fd(), POLLIN, *stop_, deadline);
    if (waited == Waited::stopped) return Read::stopped;
    if (waited == Waited::timeout) return Read::timeout;
  }
}

Wire::Read Wire::receive_now(std::span<char> to, std::size_t& got) const {
  got = 0;
  for (;;) {
    const ssize_t count = ::recv(fd(), to.data(), to.size(), MSG_DONTWAIT);
    if (count > 0) {
      got = static_cast<std::size_t>(count);
      return Read::bytes;
    }
    if (count < 0 && errno == EINTR) continue;
    return count < 0 && would_block(errno) ? Read::timeout : Read::closed;
  }
}

bool Wire::send(std::span<iovec> parts, Duration silence) {
  parts = skip(parts, 0);
  while (!parts.empty()) {
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = ::sendmsg(fd(), &message, kSendFlags);
    if (sent >= 0) {
      parts = skip(parts, static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    if (!would_block(errno)) return false;
    if (wait_for(fd(), POLLOUT, *stop_, from_now(silence)) != Waited::ready) return false;
  }
  return true;
}

bool Wire::send(std::string_view bytes, Duration silence) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): sendmsg only reads through it
  iovec part{const_cast<char*>(bytes.data()), bytes.size()};
  return send(std::span<iovec>(&part, 1), silence);
}

void Wire::close_gently(Duration patience) {
  ::shutdown(fd(), SHUT_WR);
  const TimePoint deadline = from_now(patience);
  consume(buffered().size());
  while (fill(deadline) == Read::bytes && std::chrono::steady_clock::now() < deadline) {
    consume(buffered().size());
  }
  socket_.reset();
}

void Wire::reset() {
  const linger at_once{1, 0};
  ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_.reset();
}

}  // namespace edgee
