#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "tests/platform/http/collect.h"
#include "tests/platform/http/raw_provider.h"

namespace edgee::test {
namespace {

using Kind = Arrival::Kind;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

std::string counted(std::string_view fields, std::string_view body) {
  return "HTTP/1.1 200 OK\r\n" + std::string(fields) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

TEST_SUITE("platform/http/upstream") {
  TEST_CASE("a request is sent as given: headers in order and spelling, and nothing else") {
    std::string seen;
    RawProvider provider(1, [&seen](RawPeer& peer, int) {
      seen = peer.receive_until("{\"a\":1}");
      (void)peer.send(kOk);
    });
    const auto client = make_upstream_client({});
    const Secret secret("s3cret");
    UpstreamRequest request = post(provider.url("/v1/a%20b/../c?beta=true"), "{\"a\":1}");
    request.headers = {{"zeta", "1"},         {"X-Escaped", "a%41b%0d%0aInj: 1"},
                       {"empty", ""},         {"anthropic-Version", "2023-06-01"},
                       {"host", "elsewhere"}, {"content-length", "99"},
                       {"zeta", "2"}};
    request.secret_header = "Authorization: Bearer ";
    request.secret = &secret;
    const Collected answer = fetch(*client, request);
    provider.join();
    CHECK(answer.status == 200);
    CHECK(answer.last.kind == Kind::end);
    const std::string host = provider.url("").substr(7);
    CHECK(seen == "POST /v1/a%20b/../c?beta=true HTTP/1.1\r\nHost: " + host +
                      "\r\nzeta: 1\r\nX-Escaped: a%41b%0d%0aInj: 1\r\nempty: \r\n"
                      "anthropic-Version: 2023-06-01\r\nzeta: 2\r\n"
                      "Authorization: Bearer s3cret\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
  }

  TEST_CASE("a request without a body has no Content-Length, a given default header is kept") {
    std::string seen;
    RawProvider provider(1, [&seen](RawPeer& peer, int) {
      seen = peer.receive_until("\r\n\r\n");
      (void)peer.send(kOk);
    });
    const auto client = make_upstream_client({});
    UpstreamRequest request = get(provider.url("/v1/models"));
    request.headers = {{"accept", "x/y"}, {"User-Agent", "me"}, {"accept-encoding", "identity"}};
    CHECK(fetch(*client, request).body == "ok");
    provider.join();
    CHECK(seen == "GET /v1/models HTTP/1.1\r\nHost: " + provider.url("").substr(7) +
                      "\r\naccept: x/y\r\nUser-Agent: me\r\naccept-encoding: identity\r\n\r\n");
  }

  TEST_CASE("a header that would break out of its line is never sent") {
    const auto client = make_upstream_client({});
    const RawListener listener;
    UpstreamRequest request = get(listener.url());
    request.headers = {{"a", "b\r\nc: d"}};
    const Collected answer = fetch(*client, request);
    CHECK(answer.last.kind == Kind::failed);
    CHECK(answer.last.reached == Phase::dialing);
    CHECK_FALSE(listener.has_waiting(0));
  }

  TEST_CASE("bodies of every size arrive whole and unchanged") {
    for (const std::size_t size : {0U, 1U, 63U * 1024, 85U * 1024, 1024U * 1024, 8'000'000U}) {
      CAPTURE(size);
      std::string body(size, 'b');
      for (std::size_t i = 0; i < size; i += 1000)
        body[i] = static_cast<char>('0' + i / 1000 % 10);
      std::string seen;
      RawProvider provider(1, [&seen, size](RawPeer& peer, int) {
        (void)peer.receive_until("\r\n\r\n");
        seen = peer.receive(size);
        (void)peer.send(kOk);
      });
      const auto client = make_upstream_client({});
      CHECK(fetch(*client, post(provider.url(), body)).body == "ok");
      provider.join();
      CHECK(seen == body);
    }
  }

  TEST_CASE("the answer's head comes as it was sent, interim answers left out") {
    RawProvider provider(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send("HTTP/1.1 100 Continue\r\n\r\n");
      (void)peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
      (void)peer.send(counted("X-B: 2\r\nx-a:  one  two \r\nX-B: 3\r\nEmpty:\r\n", "body"));
    });
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get(provider.url()));
    CHECK(answer.heads == 1);
    CHECK(answer.status == 200);
    CHECK(answer.body == "body");
    std::string seen;
    for (const Header& header : answer.headers)
      seen += header.name + "=" + header.value + "|";
    CHECK(seen == "X-B=2|x-a=one  two|X-B=3|Empty=|Content-Length=4|");
  }

  TEST_CASE("events are handed over as they come, however they are split") {
    RawPeer upstream;
    const RawListener listener;
    const auto client = make_upstream_client({});
    const auto exchanges = client->open({});
    exchanges->start(post(listener.url(), "{}"), false);
    CHECK(exchanges->next(from_now(Duration(50))).kind == Kind::deadline);
    upstream = listener.accept();
    CHECK(upstream.receive_until("{}").ends_with("{}"));
    REQUIRE(upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    CHECK(exchanges->next(from_now(Duration(20'000))).kind == Kind::head);
    const std::string text = "event: x\r\ndata: {\"t\":\"\xc3\xa9\"}\n\n: ping\n\n";
    std::string seen;
    for (const char byte : text) {
      REQUIRE(upstream.send("1\r\n" + std::string(1, byte) + "\r\n"));
      const Arrival arrival = exchanges->next(from_now(Duration(20'000)));
      REQUIRE(arrival.kind == Kind::chunk);
      CHECK(arrival.chunk.size() == 1);
      seen += arrival.chunk;
    }
    CHECK(seen == text);
    REQUIRE(upstream.send("0\r\nTrailer: x\r\n\r\n"));
    CHECK(exchanges->next(from_now(Duration(20'000))).kind == Kind::end);
  }

  TEST_CASE("a compressed answer is decoded, and no longer said to be compressed") {
    struct Row {
      std::string_view coding;
      std::string_view bytes;
    };
    using namespace std::string_view_literals;
    const std::array rows{
        Row{"gzip",
            "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x49\x2c\x49\xb4\x52\xc8\x48\xcd"
            "\xc9\xc9\x47\x26\xb9\xb8\x00\x9a\xd4\x4b\x4d\x19\x00\x00\x00"sv},
        Row{"deflate",
            "\x78\x9c\x4b\x49\x2c\x49\xb4\x52\xc8\x48\xcd\xc9\xc9\x47\x26\xb9\xb8\x00"
            "\x74\x2c\x08\x85"sv},
        Row{"br",
            "\x1b\x18\x00\x00\x24\x15\x40\x74\x7a\x10\x49\x26\x09\x46\x1e\xde\xc9\xc8\xd2"
            "\x95\x3d\x02"sv},
        Row{"zstd",
            "\x28\xb5\x2f\xfd\x00\x58\x9d\x00\x00\x68\x64\x61\x74\x61\x3a\x20\x68\x65\x6c"
            "\x6c\x6f\x0a\x0a\x01\x00\xe1\x8a\x17"sv}};
    for (const Row& row : rows) {
      CAPTURE(row.coding);
      RawProvider provider(1, [&row](RawPeer& peer, int) {
        (void)peer.receive_until("\r\n\r\n");
        const std::string field = "Content-Encoding: " + std::string(row.coding) + "\r\n";
        (void)peer.send(counted(field, row.bytes));
      });
      const auto client = make_upstream_client({});
      UpstreamRequest request = get(provider.url());
      request.headers = {{"accept-encoding", "identity"}};
      const Collected answer = fetch(*client, request);
      CHECK(answer.last.kind == Kind::end);
      CHECK(answer.body == "data: hello hello hello\n\n");
      CHECK(answer.headers.empty());
    }
  }

  TEST_CASE("a redirect is an answer like any other") {
    RawProvider provider(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send(
          "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n"
          "Content-Length: 0\r\n\r\n");
    });
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get(provider.url()));
    CHECK(answer.status == 307);
    CHECK(header_value(answer.headers, "location") == "http://127.0.0.1:1/");
    CHECK(answer.last.kind == Kind::end);
  }

  TEST_CASE("a body may end with the connection when nothing else delimits it") {
    RawProvider provider(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send("HTTP/1.1 200 OK\r\n\r\nall of it");
    });
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get(provider.url()));
    CHECK(answer.last.kind == Kind::end);
    CHECK(answer.body == "all of it");
  }

  TEST_CASE("a connection is reused by the next exchange, unless a fresh one is asked for") {
    int connections = 0;
    RawProvider provider(2, [&connections](RawPeer& peer, int number) {
      ++connections;
      for (int i = 0; i < (number == 1 ? 3 : 1); ++i) {
        (void)peer.receive_until("\r\n\r\n");
        (void)peer.send(kOk);
      }
    });
    const auto client = make_upstream_client({});
    for (int i = 0; i < 3; ++i)
      CHECK(fetch(*client, get(provider.url())).body == "ok");
    CHECK(fetch(*client, get(provider.url()), true).body == "ok");
    provider.join();
    CHECK(connections == 2);
  }

  TEST_CASE("two exchanges at once each get their own answer") {
    RawProvider slow(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send(counted("", "slow"));
    });
    RawProvider fast(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send(counted("", "fast"));
    });
    const auto client = make_upstream_client({});
    const auto exchanges = client->open({});
    const ExchangeId first = exchanges->start(get(slow.url()), false);
    const ExchangeId second = exchanges->start(get(fast.url()), false);
    CHECK(first != second);
    std::string of_first;
    std::string of_second;
    for (int ended = 0; ended < 2;) {
      const Arrival arrival = exchanges->next(from_now(Duration(20'000)));
      REQUIRE(arrival.kind != Kind::deadline);
      if (arrival.kind == Kind::chunk)
        (arrival.id == first ? of_first : of_second) += arrival.chunk;
      if (arrival.kind == Kind::end) ++ended;
    }
    CHECK(of_first == "slow");
    CHECK(of_second == "fast");
    CHECK(exchanges->next(from_now(Duration(0))).kind == Kind::deadline);
  }
}

}  // namespace
}  // namespace edgee::test
