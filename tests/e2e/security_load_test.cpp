// Floods and slow clients, against the real binary: the agent is served all the while.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include "tests/support/besieged.h"

namespace edgee::play {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kMessages = Besieged::kMessages;

// Resident memory in kB.
long resident(pid_t pid) {
  std::istringstream status(read_whole_file("/proc/" + std::to_string(pid) + "/status"));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  }
  return -1;
}

// A sanitizer keeps what was freed; that is not what is measured here.
Variables without_quarantine() {
  const char* given = std::getenv("ASAN_OPTIONS");
  return {{"ASAN_OPTIONS", std::string(given == nullptr ? "" : given) + ":quarantine_size_mb=1"}};
}

struct BadRequest {
  std::string bytes;
  int status;
};

std::vector<BadRequest> bad_requests(const Besieged& b) {
  const std::string good = b.at(kMessages);
  return {{b.request("POST", "/" + std::string(b.token().size(), 'x') + "/v1/messages"), 404},
          {b.request("POST", good, "Origin: http://evil.example\r\n"), 404},
          {b.request("POST", good, "Content-Length: 3\r\n"), 400},
          {b.request("POST", good, "Transfer-Encoding: chunked\r\n"), 400},
          {b.request("POST", good, "X-A: " + std::string(70'000, 'a') + "\r\n"), 431},
          {b.request("POST", good, "Connection: close\r\n", "{\"model\":"), 400},
          {b.request("PUT", good), 404},
          {"\x16\x03\x01 what is this\r\n\r\n", 400},
          {b.request("GET", b.at("/v1/files"), "", ""), 404},
          {"GET / HTTP/9.9\r\n\r\n", 505}};
}

// Answers as they should be, out of so many requests.
int send_bad_requests(int port, const std::vector<BadRequest>& requests, int count) {
  int right = 0;
  for (int i = 0; i < count; ++i) {
    const BadRequest& request = requests[static_cast<std::size_t>(i) % requests.size()];
    if (send_raw(port, request.bytes).status == request.status) ++right;
  }
  return right;
}

// Local addresses in the state "listening" of a socket table of the kernel, as it writes them.
std::vector<std::string> listeners_on(const std::string& table, int port) {
  std::array<char, 8> wanted{};
  std::snprintf(wanted.data(), wanted.size(), ":%04X", static_cast<unsigned>(port));
  std::vector<std::string> found;
  std::istringstream lines(read_whole_file(table));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number;
    std::string local;
    std::string remote;
    std::string state;
    words >> number >> local >> remote >> state;
    if (state == "0A" && local.ends_with(wanted.data())) found.push_back(local);
  }
  return found;
}

std::vector<std::string> other_addresses() {
  std::vector<std::string> addresses{"127.0.0.2"};
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0) return addresses;
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface asks for it
    const auto* address = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
    ::inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size());
    if (std::string_view(text.data()) != "127.0.0.1") addresses.emplace_back(text.data());
  }
  ::freeifaddrs(all);
  return addresses;
}

}  // namespace

TEST_SUITE_BEGIN("e2e/security");

TEST_CASE("the proxy listens on 127.0.0.1 and nowhere else") {
  const Besieged b;
  REQUIRE(listeners_on("/proc/net/tcp", b.port()).size() == 1);
  CHECK(listeners_on("/proc/net/tcp", b.port()).front().starts_with("0100007F:"));
  CHECK(listeners_on("/proc/net/tcp6", b.port()).empty());
  for (const std::string& address : other_addresses()) {
    CAPTURE(address);
    CHECK_FALSE(RawConnection(b.port(), address.c_str()).connected());
  }
  CHECK(b.serves());
}

TEST_CASE("ten thousand bad requests are refused one by one and leave nothing behind") {
  constexpr int kClients = 4;
  constexpr int kEach = 2'500;
  Besieged b(without_quarantine());
  const std::vector<BadRequest> requests = bad_requests(b);
  CHECK(send_bad_requests(b.port(), requests, 200) == 200);
  REQUIRE(b.serves());
  const long before = resident(b.pid());
  REQUIRE(before > 0);
  const std::size_t reached = b.reached();

  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.emplace_back([&] { right += send_bad_requests(b.port(), requests, kEach); });
    }
    for (int i = 0; i < 10; ++i)
      CHECK(b.serves());
  }
  CHECK(right == kClients * kEach);
  CHECK(b.reached() == reached + 10);
  CHECK(b.serves());
#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory back on purpose
  CHECK(resident(b.pid()) - before < 20 * 1024);
#endif
}

TEST_CASE("slow heads are ended after ten seconds, and meanwhile the agent is served") {
  constexpr std::size_t kSlow = 60;
  const Besieged b;
  const std::string request =
      b.request("POST", b.at(kMessages), "X-Slow: " + std::string(900, 'z'));
  std::vector<std::unique_ptr<RawConnection>> slow;
  for (std::size_t i = 0; i < kSlow; ++i) {
    slow.push_back(std::make_unique<RawConnection>(b.port()));
    REQUIRE(slow.back()->send(request.substr(0, i + 1)));
  }
  const auto began = Clock::now();
  std::size_t sent = kSlow + 1;
  std::size_t open = kSlow;
  // A byte each time around, so that no connection is ever silent for long.
  while (open > 0 && Clock::now() - began < seconds(20)) {
    open = 0;
    for (const auto& connection : slow) {
      if (connection->closed()) continue;
      ++open;
      connection->send(request.substr(sent % request.size(), 1));
    }
    ++sent;
    const auto asked = Clock::now();
    CHECK(b.serves());
    CHECK(Clock::now() - asked < seconds(2));
    slow.back()->read(milliseconds(200));
  }
  const auto took = Clock::now() - began;
  CHECK(open == 0);
  CHECK(took > seconds(8));
  CHECK(took < seconds(15));
  for (const auto& connection : slow) {
    const int status = read_answer(connection->received()).status;
    CHECK((status == 408 || status == 0));
  }
}

TEST_CASE("more connections than the proxy takes are turned away, and it recovers") {
  const Besieged b;
  std::vector<std::unique_ptr<RawConnection>> many;
  for (int i = 0; i < 600; ++i) {
    many.push_back(std::make_unique<RawConnection>(b.port()));
    if (!many.back()->connected()) break;
    many.back()->send("POST /");
  }
  const auto turned_away = [&many] {
    return std::count_if(many.begin(), many.end(), [](const auto& connection) {
      return connection->closed() && read_answer(connection->received()).status == 503;
    });
  };
  CHECK(eventually([&] { return turned_away() > 0; }, seconds(5)));
  many.clear();
  CHECK(eventually([&b] { return b.serves(); }, seconds(5)));
  CHECK(b.serves());
}

TEST_SUITE_END();

}  // namespace edgee::play
