#include "tests/support/play_client.h"

#include <array>
#include <cstdlib>
#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee::play {
namespace {

constexpr int kPatienceSeconds = 60;

class Connection {
 public:
  explicit Connection(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{kPatienceSeconds, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface asks for it
    open_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Connection() { ::close(fd_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void write(std::string_view bytes) {
    while (open_ && !bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // False at the end, orderly or not.
  bool read(std::string& into) {
    std::array<char, 16384> buffer{};
    const ssize_t got = open_ ? ::recv(fd_, buffer.data(), buffer.size(), 0) : 0;
    if (got <= 0) return false;
    into.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }

 private:
  int fd_;
  bool open_ = false;
};

struct Place {
  int port = 0;
  std::string prefix;
};

Place read_base_url(std::string_view url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t colon = url.find(':', host);
  const std::size_t slash = url.find('/', host);
  const std::string_view port = url.substr(colon + 1, slash - colon - 1);
  return {std::atoi(std::string(port).c_str()),
          slash == std::string_view::npos ? "" : std::string(url.substr(slash))};
}

void read_head(std::string_view head, Reply& reply) {
  bool first = true;
  for (std::string_view line : split(head, '\n')) {
    line = trim(line);
    if (first) {
      if (line.size() > 12) reply.status = std::atoi(std::string(line.substr(9, 3)).c_str());
      first = false;
    } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
      reply.headers.push_back(
          {std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1)))});
    }
  }
}

// True once the last chunk is there; `body` gets what is whole so far.
bool join_chunks(std::string_view bytes, std::string& body) {
  body.clear();
  for (;;) {
    const std::size_t line = bytes.find("\r\n");
    if (line == std::string_view::npos) return false;
    const auto size = std::strtoul(std::string(bytes.substr(0, line)).c_str(), nullptr, 16);
    bytes.remove_prefix(line + 2);
    if (size == 0) return bytes.starts_with("\r\n");
    body += bytes.substr(0, size);
    if (bytes.size() < size + 2) return false;
    bytes.remove_prefix(size + 2);
  }
}

bool is_whole(std::string_view bytes, Reply& reply, bool ended) {
  if (contains_ignoring_case(reply.header("transfer-encoding"), "chunked")) {
    return join_chunks(bytes, reply.body);
  }
  reply.body = bytes;
  const std::string length = reply.header("content-length");
  return length.empty() ? ended : bytes.size() >= std::strtoul(length.c_str(), nullptr, 10);
}

}  // namespace

std::string Reply::said() const {
  std::string text;
  for (const std::string_view line : split(body, '\n')) {
    if (!line.starts_with("data: ")) continue;
    const auto event = parse_json(line.substr(6));
    if (event) text += string_member(member(*event, "delta"), "text");
  }
  return text;
}

Reply send_request(const std::string& base_url, const std::string& method, const std::string& path,
                   const HeaderList& headers, std::string_view body) {
  const Place place = read_base_url(base_url);
  std::string request = method + " " + place.prefix + path + " HTTP/1.1\r\n";
  if (find_header(headers, "host") == nullptr) {
    request += "Host: 127.0.0.1:" + std::to_string(place.port) + "\r\n";
  }
  for (const Header& header : headers)
    request += header.name + ": " + header.value + "\r\n";
  if (method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n";
  request += body;

  Connection connection(place.port);
  connection.write(request);
  Reply reply;
  std::string bytes;
  std::size_t head_end = std::string::npos;
  bool more = true;
  while (more) {
    if (head_end != std::string::npos &&
        is_whole(std::string_view(bytes).substr(head_end), reply, false)) {
      reply.whole = true;
      return reply;
    }
    more = connection.read(bytes);
    if (head_end == std::string::npos) {
      const std::size_t blank = bytes.find("\r\n\r\n");
      if (blank == std::string::npos) continue;
      head_end = blank + 4;
      read_head(std::string_view(bytes).substr(0, blank), reply);
      if (method == "HEAD") {
        reply.whole = true;
        return reply;
      }
    }
  }
  if (head_end != std::string::npos) {
    reply.whole = is_whole(std::string_view(bytes).substr(head_end), reply, true);
  }
  return reply;
}

Reply ask_model(const std::string& base_url, std::string_view body, const HeaderList& more) {
  HeaderList headers{{"content-type", "application/json"},
                     {"anthropic-version", "2023-06-01"},
                     {"x-api-key", "key-of-the-agent"}};
  for (const Header& header : more)
    set_header(headers, header.name, header.value);
  return send_request(base_url, "POST", "/v1/messages?beta=true", headers, body);
}

}  // namespace edgee::play
