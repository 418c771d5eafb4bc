// How a request must be built, against the real binary: sizes, lengths, and what lies between two
// requests.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/besieged.h"

namespace edgee::play {
namespace {

constexpr std::string_view kMessages = Besieged::kMessages;

// The next request, which a smuggler would hide behind a first one.
std::string hidden(const Besieged& b) {
  return b.request("GET", b.at("/v1/models"), "", "");
}

}  // namespace

TEST_SUITE_BEGIN("e2e/security");

TEST_CASE("a body cut short reaches nobody") {
  const Besieged b;
  check_refusals(b,
                 {{"a counted body", b.framed("Content-Length: 1000\r\n", "{\"model\":"), 0},
                  {"no byte of it", b.framed("Content-Length: 1000\r\n", ""), 0},
                  {"a chunk", b.framed("Transfer-Encoding: chunked\r\n", "40\r\n{\"mod"), 0},
                  {"no last chunk", b.framed("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n"), 0},
                  {"half a head", "POST " + b.at(kMessages) + " HTTP/1.1\r\nHost: 127", 0}});
  for (int i = 0; i < 50; ++i) {
    RawConnection connection(b.port());
    connection.send(b.framed("Content-Length: 1000\r\n", "{\"model\":"));
    connection.reset();
  }
  CHECK(b.serves());
}

TEST_CASE("heads and bodies beyond their size are refused before they are taken in") {
  const Besieged b;
  std::string many;
  for (int i = 0; i < 20'000; ++i)
    many += "a:b\r\n";
  const std::string large(70'000, 'x');
  const std::string length = "Content-Length: ";
  check_refusals(
      b,
      {{"a long header", b.request("POST", b.at(kMessages), "X-A: " + large + "\r\n"), 431},
       {"many headers", b.request("POST", b.at(kMessages), many), 431},
       {"a long target", b.request("POST", b.at("/" + large)), 431},
       {"a line without end", large, 431},
       {"a large body", b.framed(length + "67108865\r\n", "{"), 413},
       {"an endless body", b.framed(length + "99999999999999999999999\r\n", "{"), 413},
       {"a large chunk", b.framed("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFF\r\n{"), 413},
       {"an endless chunk line", b.framed("Transfer-Encoding: chunked\r\n", "1;" + large), 400},
       {"endless trailers", b.framed("Transfer-Encoding: chunked\r\n", "0\r\n" + many), 400}});
}

TEST_CASE("the limit on bodies is the configured one, also for chunks that add up") {
  const Besieged b({}, "[limits]\nmax_body_megabytes = 3\n");
  const std::string length = "Content-Length: ";
  CHECK(send_raw(b.port(), b.framed(length + "3145729\r\n", "{")).status == 413);
  RawConnection connection(b.port());
  connection.send(b.framed("Transfer-Encoding: chunked\r\n", ""));
  const std::string chunk = "100000\r\n" + std::string(std::size_t{1024} * 1024, ' ') + "\r\n";
  for (int i = 0; i < 3; ++i)
    REQUIRE(connection.send(chunk));
  CHECK(connection.received().empty());
  connection.send("1\r\n ");
  CHECK(read_answer(connection.read()).status == 413);
  CHECK(b.reached() == 0);
  CHECK(b.serves());
}

TEST_CASE("a head that two parsers could read in two ways is refused, and so is what it hides") {
  const Besieged b;
  const std::string body(Besieged::kBody);
  const std::string size = std::to_string(body.size());
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const std::string length = "Content-Length: ";
  const auto smuggle = [&](const std::string& framing) {
    return b.framed(framing, "0\r\n\r\n" + hidden(b));
  };
  const auto line = [&](const std::string& first) {
    return first + b.host_line() + "Content-Type: application/json\r\n\r\n" + hidden(b);
  };
  const std::string post = "POST " + b.at(kMessages);
  check_refusals(
      b, {{"TE and CL", smuggle(chunked + length + "5\r\n"), 400},
          {"CL and TE", smuggle(length + "5\r\n" + chunked), 400},
          {"two lengths", smuggle(length + "5\r\n" + length + size + "\r\n"), 400},
          {"one length twice", smuggle(length + "5\r\n" + length + "5\r\n"), 400},
          {"lengths in a list", smuggle(length + "5, 5\r\n"), 400},
          {"a signed length", smuggle(length + "+5\r\n"), 400},
          {"a negative length", smuggle(length + "-5\r\n"), 400},
          {"a hexadecimal length", smuggle(length + "0x5\r\n"), 400},
          {"an empty length", smuggle(length + "\r\n"), 400},
          {"two encodings", smuggle(chunked + chunked), 400},
          {"another encoding", smuggle("Transfer-Encoding: gzip\r\n"), 501},
          {"encodings in a list", smuggle("Transfer-Encoding: gzip, chunked\r\n"), 501},
          {"an encoding like it", smuggle("Transfer-Encoding: xchunked\r\n"), 501},
          {"a blank before the colon", smuggle("Transfer-Encoding : chunked\r\n"), 400},
          {"a folded line", smuggle("X-A: b\r\n Transfer-Encoding: chunked\r\n"), 400},
          {"a bare line feed", smuggle("X-A: b\n" + chunked), 400},
          {"a bare carriage return", smuggle("X-A: b\rTransfer-Encoding: chunked\r\n"), 400},
          {"a NUL", smuggle("X-A: b" + std::string(1, '\0') + "\r\n"), 400},
          {"a name with blanks", smuggle("X A: b\r\n"), 400},
          {"no name", smuggle(": b\r\n"), 400},
          {"no colon", smuggle("chunked\r\n"), 400},
          {"a signed chunk", b.framed(chunked, "+2\r\n{}\r\n0\r\n\r\n" + hidden(b)), 400},
          {"a chunk of 0x2", b.framed(chunked, "0x2\r\n{}\r\n0\r\n\r\n" + hidden(b)), 400},
          {"no size", b.framed(chunked, "\r\n{}\r\n0\r\n\r\n" + hidden(b)), 400},
          {"a longer chunk", b.framed(chunked, "1\r\n{}\r\n0\r\n\r\n" + hidden(b)), 400},
          {"a version", line(post + " HTTP/2.0\r\n"), 505},
          {"no version", line(post + "\r\n"), 400},
          {"an old version", line(post + " HTTP/0.9\r\n"), 505},
          {"a blank too many", line("POST  " + b.at(kMessages) + " HTTP/1.1\r\n"), 400},
          {"a tab", line("POST\t" + b.at(kMessages) + " HTTP/1.1\r\n"), 400},
          {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
          {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400}});
}

TEST_CASE("garbage behind a good request ends the connection after its answer") {
  const Besieged b;
  const std::string good = b.request("POST", b.at(kMessages));
  RawConnection connection(b.port());
  connection.send(good + good + "\x01\x02 garbage\r\n\r\n" + good);
  const std::vector<int> statuses = statuses_in(connection.read());
  CHECK(statuses == std::vector<int>{200, 200, 400});
  CHECK(b.reached() == 2);
  CHECK(b.serves());
}

TEST_SUITE_END();

}  // namespace edgee::play
