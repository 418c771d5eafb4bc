#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/platform/http/served.h"

namespace edgee::test {
namespace {

const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

void echo_body(const RequestHead&, const std::string& body, ReplySink& sink) {
  reply_with(sink, body);
}

std::string post(std::string_view body) {
  return "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

TEST_SUITE("platform/http/agent_server") {
  TEST_CASE("the handler gets the head as it was sent: order, case and escapes") {
    Served served([](const RequestHead& head, const std::string&, ReplySink& sink) {
      std::string seen = head.method + "|" + head.target;
      for (const Header& header : head.headers)
        seen += "|" + header.name + "=" + header.value;
      reply_with(sink, seen);
    });
    RawPeer peer = served.connect();
    REQUIRE(
        peer.send("PUT /a%20b?beta=true&x=%0d HTTP/1.1\r\nzeta: 1\r\nHOST: h:1\r\n"
                  "X-Token:  a%41b%0d%0aInj: 1 \r\nzeta: 2\r\nempty:\r\n\r\n"));
    const std::string expected =
        "PUT|/a%20b?beta=true&x=%0d|zeta=1|HOST=h:1|X-Token=a%41b%0d%0aInj: 1|zeta=2|empty=";
    CHECK(peer.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(peer.receive(expected.size()) == expected);
  }

  TEST_CASE("pipelined requests are all answered, in order") {
    Served served(echo_body);
    RawPeer peer = served.connect();
    REQUIRE(peer.send(post("one") + post("two") + post("three")));
    CHECK(peer.receive_until("one").ends_with("\r\n\r\none"));
    CHECK(peer.receive_until("two").ends_with("\r\n\r\ntwo"));
    CHECK(peer.receive_until("three").ends_with("\r\n\r\nthree"));
  }

  TEST_CASE("one connection serves hundreds of requests") {
    Served served(echo_body);
    RawPeer peer = served.connect();
    for (int i = 0; i < 500; ++i) {
      const std::string body = "body " + std::to_string(i) + ".";
      REQUIRE(peer.send(post(body)));
      REQUIRE(peer.receive_until(body).ends_with(body));
    }
  }

  TEST_CASE("200 connections at once are all served") {
    Served served(echo_body);
    std::vector<RawPeer> peers;
    for (int i = 0; i < 200; ++i)
      peers.push_back(served.connect());
    for (RawPeer& peer : peers)
      REQUIRE(peer.send(post("hello")));
    for (RawPeer& peer : peers)
      REQUIRE(peer.receive_until("hello").ends_with("hello"));
  }

  TEST_CASE("one connection too many is turned away with 503") {
    ServerLimits limits;
    limits.connections = 2;
    Served served(echo_body, nullptr, limits);
    RawPeer first = served.connect();
    RawPeer second = served.connect();
    RawPeer third = served.connect();
    CHECK(third.receive_all().starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    REQUIRE(first.send(post("still here")));
    CHECK(first.receive_until("still here").ends_with("still here"));
  }

  TEST_CASE("a chunked upload and one of a megabyte arrive whole") {
    Served served([](const RequestHead&, const std::string& body, ReplySink& sink) {
      reply_with(sink, std::to_string(body.size()) + body.substr(0, 11) + ";");
    });
    RawPeer peer = served.connect();
    REQUIRE(
        peer.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n"));
    CHECK(peer.receive_until(";").ends_with("\r\n\r\n11hello world;"));
    REQUIRE(peer.send(post(std::string(1 << 20, 'm'))));
    CHECK(peer.receive_until(";").ends_with("\r\n\r\n1048576mmmmmmmmmmm;"));
  }

  TEST_CASE("a client that expects 100 is told to go on, once admitted") {
    Served served(echo_body);
    RawPeer peer = served.connect();
    REQUIRE(peer.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    CHECK(peer.receive_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    REQUIRE(peer.send("ok"));
    CHECK(peer.receive_until("ok").ends_with("\r\n\r\nok"));
  }

  TEST_CASE("a request that is not admitted is answered before its body, and closed") {
    Served served(echo_body, [](const RequestHead&) {
      return PlainReply{.status = 404, .headers = {}, .body = {}};
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"));
    CHECK(peer.receive_until("\r\n\r\n") ==
          "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    CHECK(peer.at_end());
  }

  TEST_CASE("a refusal is readable though the client is still sending") {
    Served served(echo_body, [](const RequestHead&) {
      return PlainReply{.status = 403, .headers = {}, .body = "no"};
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send("POST / HTTP/1.1\r\nContent-Length: 3000000\r\n\r\n"));
    CHECK(peer.send(std::string(3'000'000, 'x')));
    CHECK(peer.receive_until("no").ends_with("\r\n\r\nno"));
  }

  TEST_CASE("what two parsers could understand in two ways is refused and closed") {
    Served served(echo_body);
    struct Row {
      const char* what;
      std::string request;
      int status;
    };
    const std::string line = "POST / HTTP/1.1\r\n";
    const std::vector<Row> rows{
        {"both lengths", line + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        {"two lengths", line + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"a list of lengths", line + "Content-Length: 3, 3\r\n\r\nabc", 400},
        {"a signed length", line + "Content-Length: +3\r\n\r\nabc", 400},
        {"an empty length", line + "Content-Length:\r\n\r\nabc", 400},
        {"a length beyond numbers", line + "Content-Length: 99999999999999999999\r\n\r\n", 413},
        {"another coding", line + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
        {"a folded field", line + "A: b\r\n c: d\r\n\r\n", 400},
        {"a bare CR in a value", line + "A: b\rc\r\n\r\n", 400},
        {"a NUL in a value", line + std::string("A: b\0c\r\n\r\n", 10), 400},
        {"a bare LF", "POST / HTTP/1.1\nA: b\n\n", 400},
        {"a blank before the colon", line + "A : b\r\n\r\n", 400},
        {"no colon", line + "hello\r\n\r\n", 400},
        {"no name", line + ": b\r\n\r\n", 400},
        {"two hosts", line + "Host: a\r\nHost: b\r\n\r\n", 400},
        {"no version", "GET /\r\n\r\n", 400},
        {"four words", "GET / x HTTP/1.1\r\n\r\n", 400},
        {"another version", "GET / HTTP/2.0\r\n\r\n", 505},
        {"another protocol", "\x16\x03\x01 hello there\r\n\r\n", 400},
        {"a bad chunk size", line + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n", 400},
        {"0x before a chunk size", line + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n",
         400},
        {"a chunk without its end", line + "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n", 400},
    };
    for (const Row& row : rows) {
      CAPTURE(row.what);
      RawPeer peer = served.connect();
      REQUIRE(peer.send(row.request));
      const std::string answer = peer.receive_all();
      CHECK(answer.starts_with("HTTP/1.1 " + std::to_string(row.status) + " "));
      CHECK(answer.ends_with("Content-Length: 0\r\nConnection: close\r\n\r\n"));
    }
  }

  TEST_CASE("a head beyond the limit gets 431, one within it passes in any number of pieces") {
    ServerLimits limits;
    limits.head_bytes = 2000;
    Served served(echo_body, nullptr, limits);
    RawPeer large = served.connect();
    REQUIRE(large.send("GET / HTTP/1.1\r\nA: " + std::string(3000, 'a')));
    CHECK(large.receive_all().starts_with("HTTP/1.1 431 "));
    RawPeer slow = served.connect();
    for (const char byte : "\r\nGET / HTTP/1.1\r\nA: " + std::string(1000, 'a') + "\r\n\r\n") {
      REQUIRE(slow.send(std::string(1, byte)));
    }
    CHECK(slow.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
  }

  TEST_CASE("a body beyond the limit gets 413, whether its length is told or not") {
    ServerLimits limits;
    limits.body_bytes = 100;
    Served served(echo_body, nullptr, limits);
    RawPeer told = served.connect();
    REQUIRE(told.send(post(std::string(101, 'x'))));
    CHECK(told.receive_all().starts_with("HTTP/1.1 413 "));
    RawPeer untold = served.connect();
    REQUIRE(untold.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3c\r\n" +
                        std::string(60, 'x') + "\r\n3c\r\n"));
    CHECK(untold.receive_all().starts_with("HTTP/1.1 413 "));
    RawPeer within = served.connect();
    REQUIRE(within.send(post(std::string(100, 'x'))));
    CHECK(within.receive_until("xx").starts_with("HTTP/1.1 200 "));
  }

  TEST_CASE("a compressed body arrives as it was before, and no longer said to be compressed") {
    using namespace std::string_view_literals;
    ServerLimits limits;
    limits.body_bytes = 100'000;
    std::string seen;
    Served served(
        [&seen](const RequestHead& head, const std::string& body, ReplySink& sink) {
          seen = body + "|" + std::string(header_value(head.headers, "content-encoding")) + "|" +
                 std::string(header_value(head.headers, "content-length"));
          reply_with(sink, "ok;");
        },
        nullptr, limits);
    // zstd of {"hello":"world"}, and of a million spaces.
    const std::string_view small =
        "\x28\xb5\x2f\xfd\x00\x58\x89\x00\x00\x7b\x22\x68\x65\x6c\x6c\x6f\x22\x3a\x22"
        "\x77\x6f\x72\x6c\x64\x22\x7d"sv;
    const std::string_view bomb =
        "\x28\xb5\x2f\xfd\x00\x58\x54\x00\x00\x10\x20\x20\x01\x00\xfb\xff\x39\xc0\x02"
        "\x02\x00\x10\x20\x02\x00\x10\x20\x02\x00\x10\x20\x02\x00\x10\x20\x02\x00\x10"
        "\x20\x02\x00\x10\x20\x03\x12\x0a\x20"sv;
    struct Row {
      std::string_view coding;
      std::string body;
      std::string_view status;
      std::string_view handled;
    };
    const std::array rows{
        Row{"zstd", std::string(small), "200", R"({"hello":"world"}||)"},
        Row{"ZSTD", std::string(small) + std::string(small), "200",
            R"({"hello":"world"}{"hello":"world"}||)"},
        Row{"zstd", std::string(bomb), "413", ""},
        Row{"zstd", std::string(small.substr(0, small.size() - 3)), "400", ""},
        Row{"zstd", "no zstd at all", "400", ""},
        Row{"zstd", "", "400", ""},
        Row{"gzip", "no gzip at all", "400", ""},
        Row{"identity", "plain", "200", "plain|identity|5"},
        Row{"lzma", "whatever", "200", "whatever|lzma|8"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.coding);
      CAPTURE(row.status);
      seen.clear();
      RawPeer peer = served.connect();
      REQUIRE(peer.send(
          "POST / HTTP/1.1\r\nConnection: close\r\nContent-Encoding: " + std::string(row.coding) +
          "\r\nContent-Length: " + std::to_string(row.body.size()) + "\r\n\r\n" + row.body));
      CHECK(peer.receive_all().starts_with("HTTP/1.1 " + std::string(row.status)));
      CHECK(seen == row.handled);
    }
  }

  TEST_CASE("a head that trickles in and a body that stops are cut off") {
    ServerLimits limits;
    limits.head_time = Duration(60);
    limits.body_silence = Duration(60);
    Served served(echo_body, nullptr, limits);
    RawPeer slow = served.connect();
    REQUIRE(slow.send("GET / HTTP/1.1\r\n"));
    // Bytes keep coming: only the whole head counts.
    while (!slow.readable(5)) {
      if (!slow.send("A")) break;
    }
    CHECK(slow.receive_all().starts_with("HTTP/1.1 408 "));
    RawPeer silent = served.connect();
    REQUIRE(silent.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf"));
    CHECK(silent.receive_all().starts_with("HTTP/1.1 408 "));
  }

  TEST_CASE("an idle connection is closed after its time") {
    ServerLimits limits;
    limits.keep_alive = Duration(50);
    Served served(echo_body, nullptr, limits);
    RawPeer peer = served.connect();
    CHECK(peer.at_end());
  }

  TEST_CASE("a body that the client breaks off never reaches the handler") {
    std::atomic<int> handled = 0;
    Served served([&handled](const RequestHead&, const std::string&, ReplySink& sink) {
      ++handled;
      reply_with(sink, "x");
    });
    RawPeer peer = served.connect();
    REQUIRE(peer.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf"));
    peer.shut_write();
    CHECK(peer.at_end());
    CHECK(handled == 0);
  }

  TEST_CASE("10,000 bad requests leave the server as it was") {
    Served served(echo_body);
    for (int i = 0; i < 10'000; ++i) {
      RawPeer peer = served.connect();
      REQUIRE(peer.send(i % 2 == 0 ? "GET / HTTP/9\r\n\r\n" : "\n"));
      if (i % 100 == 0) CHECK(peer.receive_until("\r\n").starts_with("HTTP/1.1 "));
    }
    RawPeer peer = served.connect();
    REQUIRE(peer.send(post("alive")));
    CHECK(peer.receive_until("alive").ends_with("alive"));
  }

  TEST_CASE("stop ends idle, half-read and streaming connections, and waits for the handlers") {
    std::atomic<int> running = 0;
    Served served([&running](const RequestHead&, const std::string&, ReplySink& sink) {
      ++running;
      sink.start(200, {}, std::nullopt, "begun");
      // Nobody reads: the socket fills up, and the write waits for its two minutes.
      const std::string much(1 << 20, 'x');
      while (sink.write(much)) {
      }
      --running;
    });
    RawPeer idle = served.connect();
    RawPeer half = served.connect();
    REQUIRE(half.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf"));
    RawPeer streaming = served.connect();
    REQUIRE(streaming.send(kGet));
    CHECK(streaming.receive_until("begun").ends_with("begun"));
    const auto begun = std::chrono::steady_clock::now();
    served.stop();
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
    CHECK(running == 0);
    CHECK(idle.at_end());
    CHECK(half.at_end());
    CHECK_FALSE(RawPeer::connect(served.port()).send("x"));
    served.stop();  // again: nothing happens
  }

  TEST_CASE("two servers never share a port") {
    Served one(echo_body);
    Served two(echo_body);
    CHECK(one.port() != 0);
    CHECK(one.port() != two.port());
  }
}

}  // namespace
}  // namespace edgee::test
