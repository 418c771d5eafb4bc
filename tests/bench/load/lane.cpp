#include "tests/bench/load/lane.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include <sys/socket.h>
#include <sys/uio.h>

namespace edgee::bench {
namespace {

constexpr std::string_view kStampMark = "\"@";
constexpr std::size_t kStampDigits = 16;

iovec rest_of(const std::string& text, std::size_t skip) {
  const std::size_t from = std::min(skip, text.size());
  // iovec serves reading too, hence not const; sendmsg leaves the bytes alone.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): see above
  return {.iov_base = const_cast<char*>(text.data()) + from, .iov_len = text.size() - from};
}

}  // namespace

bool Lane::start_request() {
  if (job_.requests_left <= 0) return false;
  --job_.requests_left;
  reader_.reset();
  sent_ = 0;
  answered_ = false;
  started_ns_ = now_ns();
  return on_writable();
}

bool Lane::on_writable() {
  while (sending()) {
    const std::size_t head = job_.head.size();
    std::array<iovec, 2> parts{rest_of(job_.head, sent_),
                               rest_of(job_.body, sent_ > head ? sent_ - head : 0)};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t put = sendmsg(fd_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0) return errno == EAGAIN || errno == EINTR || fail("send failed");
    sent_ += static_cast<std::size_t>(put);
  }
  return true;
}

bool Lane::on_readable(std::span<char> buffer) {
  const ssize_t got = recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  const std::int64_t at_ns = now_ns();
  if (got < 0) return errno == EAGAIN || errno == EINTR || fail("recv failed");
  if (got == 0) return fail("cut");
  return receive({buffer.data(), static_cast<std::size_t>(got)}, at_ns);
}

bool Lane::receive(std::string_view input, std::int64_t at_ns) {
  if (!answered_) job_.tally.first_byte_ns.push_back(at_ns - started_ns_);
  answered_ = true;
  reader_.feed(input);
  if (reader_.broken()) return fail("malformed answer");
  if (reader_.head_complete() && !reader_.head().starts_with("HTTP/1.1 200")) {
    return fail(std::string_view(reader_.head()).substr(0, reader_.head().find('\r')));
  }
  take_events(at_ns);
  if (!reader_.done()) return true;
  ++job_.tally.requests;
  return start_request();
}

void Lane::take_events(std::int64_t at_ns) {
  std::string& body = reader_.body();
  std::size_t used = 0;
  std::size_t mark = body.find(kStampMark);
  while (mark != std::string::npos && body.size() - mark >= kStampMark.size() + kStampDigits) {
    const char* const digits = body.data() + mark + kStampMark.size();
    std::uint64_t stamp = 0;
    std::from_chars(digits, digits + kStampDigits, stamp, 16);
    job_.tally.event_delay_ns.push_back(at_ns - static_cast<std::int64_t>(stamp));
    ++job_.tally.events;
    used = mark + kStampMark.size() + kStampDigits;
    mark = body.find(kStampMark, used);
  }
  // What stays may be the beginning of a stamp.
  const std::size_t no_mark_end = body.size() - (body.ends_with('"') ? 1 : 0);
  body.erase(0, std::max(used, std::min(mark, no_mark_end)));
}

bool Lane::fail(std::string_view why) {
  if (job_.tally.errors++ == 0) job_.tally.first_error = why;
  return false;
}

}  // namespace edgee::bench
