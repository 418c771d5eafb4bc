#include "tests/support/raw_http.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace edgee::play {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kStatusLine = "HTTP/1.";

int number_at(std::string_view text, std::size_t at) {
  int number = 0;
  const std::string_view digits = text.substr(std::min(at, text.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

milliseconds left_until(Clock::time_point until) {
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(until - Clock::now()));
}

}  // namespace

ProxyAddress read_address(std::string_view base_url) {
  constexpr std::string_view kStart = "http://127.0.0.1:";
  ProxyAddress address;
  address.port = number_at(base_url, kStart.size());
  address.token = base_url.substr(std::min(base_url.size(), base_url.rfind('/') + 1));
  return address;
}

RawConnection::RawConnection(int port, const char* host)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, host, &address.sin_addr);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface asks for it
  connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

RawConnection::~RawConnection() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::end() {
  ::shutdown(fd_, SHUT_WR);
}

void RawConnection::reset() {
  const linger at_once{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(fd_);
  fd_ = -1;
}

bool RawConnection::read_some(milliseconds time) {
  pollfd watched{fd_, POLLIN, 0};
  if (::poll(&watched, 1, static_cast<int>(time.count())) <= 0) return false;
  std::array<char, 16384> bytes{};
  const ssize_t got = ::recv(fd_, bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    closed_ = true;
    return false;
  }
  received_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

const std::string& RawConnection::read(milliseconds time, std::size_t enough) {
  const auto until = Clock::now() + time;
  while (!closed_ && received_.size() < enough && read_some(left_until(until))) {
  }
  return received_;
}

bool RawConnection::closed() {
  while (!closed_ && read_some(milliseconds(0))) {
  }
  return closed_;
}

RawAnswer read_answer(std::string_view bytes) {
  RawAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (!bytes.starts_with(kStatusLine) || end == std::string_view::npos) return answer;
  answer.status = number_at(bytes, kStatusLine.size() + 2);
  answer.head = bytes.substr(0, end + 4);
  answer.body = bytes.substr(end + 4);
  return answer;
}

std::vector<int> statuses_in(std::string_view bytes) {
  std::vector<int> statuses;
  for (std::size_t at = bytes.find(kStatusLine); at != std::string_view::npos;
       at = bytes.find(kStatusLine, at + 1)) {
    statuses.push_back(number_at(bytes, at + kStatusLine.size() + 2));
  }
  return statuses;
}

RawAnswer send_raw(int port, std::string_view bytes) {
  RawConnection connection(port);
  connection.send(bytes);
  return read_answer(connection.read());
}

}  // namespace edgee::play
