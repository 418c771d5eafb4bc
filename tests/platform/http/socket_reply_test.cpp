#include <atomic>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "tests/platform/http/served.h"

namespace edgee::test {
namespace {

const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string kHead = "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_SUITE("platform/http/socket_reply") {
  TEST_CASE("an answer without a length is chunked, write by write") {
    Served served([](const RequestHead&, const std::string&, ReplySink& sink) {
      sink.start(200, {{"Content-Type", "text/event-stream"}, {"X-Two", "2"}}, std::nullopt,
                 "event: a\n\n");
      sink.write("");
      sink.write("0123456789abcdef");
      sink.finish();
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send(kGet + kGet));
    const std::string expected =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Two: 2\r\n"
        "Transfer-Encoding: chunked\r\n\r\na\r\nevent: a\n\n\r\n10\r\n0123456789abcdef\r\n"
        "0\r\n\r\n";
    CHECK(peer.receive(expected.size()) == expected);
    CHECK(peer.receive(expected.size()) == expected);
  }

  TEST_CASE("framing fields and fields with line breaks are not copied") {
    Served served([](const RequestHead&, const std::string&, ReplySink& sink) {
      sink.start(529,
                 {{"content-length", "99"},
                  {"Transfer-Encoding", "x"},
                  {"connection", "close"},
                  {"a", "b\r\nc: d"},
                  {"Retry-After", "3"}},
                 2, "no");
      sink.finish();
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send(kGet));
    CHECK(peer.receive_until("\r\n\r\nno") ==
          "HTTP/1.1 529 Overloaded\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nno");
  }

  TEST_CASE("an answer to HEAD has no body, whatever is written") {
    Served served([](const RequestHead& head, const std::string&, ReplySink& sink) {
      sink.start(200, {}, head.target == "/" ? std::optional<std::size_t>(4) : std::nullopt,
                 "body");
      sink.write("more");
      sink.finish();
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send(kHead));
    CHECK(peer.receive_until("\r\n\r\n") == "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
    REQUIRE(peer.send("HEAD /chunked HTTP/1.1\r\n\r\n"));
    CHECK(peer.receive_until("\r\n\r\n") == "HTTP/1.1 200 OK\r\n\r\n");
    REQUIRE(peer.send("GET /chunked HTTP/1.1\r\n\r\n"));
    CHECK(peer.receive_until("0\r\n\r\n").ends_with("4\r\nbody\r\n4\r\nmore\r\n0\r\n\r\n"));
  }

  TEST_CASE("an aborted answer ends without its last chunk, or short of its length") {
    std::atomic<int> accepted = 0;
    Served served([&accepted](const RequestHead& head, const std::string&, ReplySink& sink) {
      const bool chunked = head.target == "/chunked";
      sink.start(200, {}, chunked ? std::nullopt : std::optional<std::size_t>(10), "half");
      sink.abort();
      accepted += sink.write("more") ? 1 : 0;
      accepted += sink.finish() ? 1 : 0;
    });
    RawPeer chunked = served.connect();
    REQUIRE(chunked.send("GET /chunked HTTP/1.1\r\n\r\n"));
    CHECK(chunked.receive_all().ends_with("\r\n\r\n4\r\nhalf\r\n"));
    RawPeer counted = served.connect();
    REQUIRE(counted.send("GET /counted HTTP/1.1\r\n\r\n"));
    CHECK(counted.receive_all().ends_with("Content-Length: 10\r\n\r\nhalf"));
    CHECK(accepted == 0);
  }

  TEST_CASE("a handler that forgets the ending has cut its answer") {
    Served served([](const RequestHead& head, const std::string&, ReplySink& sink) {
      if (head.target == "/nothing") return;
      sink.start(200, {}, std::nullopt, "half");
    });
    RawPeer half = served.connect();
    REQUIRE(half.send(kGet));
    CHECK(half.receive_all().ends_with("4\r\nhalf\r\n"));
    RawPeer nothing = served.connect();
    REQUIRE(nothing.send("GET /nothing HTTP/1.1\r\n\r\n"));
    CHECK(nothing.receive_all().starts_with("HTTP/1.1 500 "));
  }

  TEST_CASE("an HTTP/1.0 client gets an unframed body that ends with the connection") {
    Served served([](const RequestHead& head, const std::string&, ReplySink& sink) {
      sink.start(200, {}, std::nullopt, "plain ");
      sink.write("text");
      head.target == "/cut" ? sink.abort() : static_cast<void>(sink.finish());
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send("GET / HTTP/1.0\r\n\r\n"));
    CHECK(peer.receive_all() == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nplain text");
    RawPeer cut = served.connect();
    REQUIRE(cut.send("GET /cut HTTP/1.0\r\n\r\n"));
    CHECK(cut.receive_until("text").ends_with("plain text"));
    CHECK(cut.was_reset());
  }

  TEST_CASE("a client that asks for it gets the connection closed") {
    Served served(
        [](const RequestHead&, const std::string&, ReplySink& sink) { reply_with(sink, "bye"); });
    RawPeer peer = served.connect();
    REQUIRE(peer.send("GET / HTTP/1.1\r\nConnection: foo, Close\r\n\r\n"));
    CHECK(peer.receive_all().ends_with("Connection: close\r\n\r\nbye"));
  }

  TEST_CASE("writing to a client that left, or that reads nothing, ends with false") {
    ServerLimits limits;
    limits.write_silence = Duration(50);
    std::atomic<int> ended = 0;
    Served served(
        [&ended](const RequestHead&, const std::string&, ReplySink& sink) {
          sink.start(200, {}, std::nullopt, "begun");
          const std::string much(1 << 20, 'x');
          while (sink.write(much)) {
          }
          if (!sink.finish()) ++ended;
        },
        nullptr, limits);
    RawPeer gone = served.connect();
    REQUIRE(gone.send(kGet));
    CHECK(gone.receive_until("begun").ends_with("begun"));
    gone.reset();
    RawPeer deaf = served.connect();
    REQUIRE(deaf.send(kGet));
    // The server gives up: what it had sent can be read, and then it is over.
    while (ended < 2)
      std::this_thread::yield();
    CHECK(deaf.receive_all().find("begun") != std::string::npos);
  }
}

}  // namespace
}  // namespace edgee::test
