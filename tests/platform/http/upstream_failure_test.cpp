#include <atomic>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "platform/http/scripted_server.h"
#include "tests/platform/http/collect.h"
#include "tests/platform/http/raw_provider.h"
#include "tests/support/until.h"

namespace edgee::test {
namespace {

using Kind = Arrival::Kind;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_SUITE("platform/http/upstream failures") {
  TEST_CASE("a host without an address is a DNS failure") {
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get("http://no-such-host.invalid/"));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::dns);
    CHECK(answer.last.reached == Phase::dialing);
    CHECK(answer.last.message.find("no-such-host.invalid") != std::string::npos);
  }

  TEST_CASE("a port where nobody listens is refused") {
    const auto refusing = make_scripted_servers()->open_refusing();
    REQUIRE(refusing);
    const auto client = make_upstream_client({});
    const std::string port = std::to_string((*refusing)->port());
    const Collected answer = fetch(*client, get("http://127.0.0.1:" + port + "/"));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::refused);
    CHECK(answer.last.reached == Phase::dialing);
    CHECK_FALSE(answer.last.reused_connection);
  }

  TEST_CASE("an address without a route is not the host's refusal") {
    const auto client = make_upstream_client({});
    // TCP goes to no broadcast address: the kernel says so itself.
    const Collected answer = fetch(*client, get("http://255.255.255.255:9/"));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::unreachable);
    CHECK(answer.last.reached == Phase::dialing);
  }

  TEST_CASE("a connection that is never accepted runs into its own time limit") {
    const RawListener full(0);
    const RawPeer filler = RawPeer::connect(full.port());
    const auto client = make_upstream_client({});
    UpstreamRequest request = get(full.url());
    request.connect_timeout = Duration(100);
    const Collected answer = fetch(*client, request);
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::connect_timeout);
    CHECK(answer.last.reached == Phase::dialing);
  }

  TEST_CASE("TLS to a plain port fails as TLS") {
    RawProvider provider(1, [](RawPeer& peer, int) { (void)peer.send("HTTP/1.1 400 No\r\n\r\n"); });
    const auto client = make_upstream_client({});
    const std::string url = "https" + provider.url().substr(4);
    const Collected answer = fetch(*client, get(url));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::tls);
    CHECK(answer.last.reached == Phase::dialing);
  }

  TEST_CASE("roots that cannot be read are a TLS failure, not a pass") {
    RawProvider provider(1, [](RawPeer&, int) {});
    UpstreamSettings settings;
    settings.ssl_cert_file = "/nonexistent/roots.pem";
    const auto client = make_upstream_client(settings);
    const Collected answer = fetch(*client, get("https" + provider.url().substr(4)));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::tls);
  }

  TEST_CASE("what goes wrong after the request was sent is told by kind and phase") {
    struct Row {
      const char* what;
      std::string answer;
      bool reset;
      FailureKind failure;
      Phase reached;
    };
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string counted = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    const std::vector<Row> rows{
        {"nothing", "", false, FailureKind::reset, Phase::sent},
        {"a reset", "", true, FailureKind::reset, Phase::sent},
        {"half a head", "HTTP/1.1 200 OK\r\nA: b\r\n", false, FailureKind::reset, Phase::sent},
        {"a head of chunks", chunked, false, FailureKind::cut, Phase::head},
        {"a head with a length", counted, false, FailureKind::cut, Phase::head},
        {"a chunk", chunked + "4\r\nhalf\r\n", false, FailureKind::cut, Phase::content},
        {"half a chunk", chunked + "8\r\nhalf", false, FailureKind::cut, Phase::content},
        {"half a length", counted + "half", false, FailureKind::cut, Phase::content},
        {"a reset after a chunk", chunked + "4\r\nhalf\r\n", true, FailureKind::cut,
         Phase::content},
        {"a broken chunk", chunked + "4\r\nhalf\r\nzz\r\n", false, FailureKind::cut,
         Phase::content},
        {"no HTTP", "220 mail ready\r\n\r\n", false, FailureKind::not_an_answer, Phase::sent},
        {"broken gzip",
         "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", false,
         FailureKind::cut, Phase::head},
        {"an unknown coding",
         "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 4\r\n\r\nabcd", false,
         FailureKind::cut, Phase::head},
        {"a status line of 300 KB", "HTTP/1.1 200 " + std::string(300'000, 'x') + "\r\n\r\n", false,
         FailureKind::not_an_answer, Phase::sent},
        {"a field of 300 KB", "HTTP/1.1 200 OK\r\nA: " + std::string(300'000, 'x') + "\r\n\r\n",
         false, FailureKind::not_an_answer, Phase::sent},
    };
    for (const Row& row : rows) {
      CAPTURE(row.what);
      RawProvider provider(1, [&row](RawPeer& peer, int) {
        (void)peer.receive_until("\r\n\r\n");
        (void)peer.send(row.answer);
        // Gone only after it was read, as a reset throws away what was not.
        if (row.reset && !row.answer.empty()) (void)peer.readable(100);
        if (row.reset) peer.reset();
      });
      const auto client = make_upstream_client({});
      const Collected answer = fetch(*client, get(provider.url()));
      REQUIRE(answer.last.kind == Kind::failed);
      CHECK(to_string(answer.last.failure) == to_string(row.failure));
      CHECK(static_cast<int>(answer.last.reached) == static_cast<int>(row.reached));
      CHECK(answer.body == (row.reached == Phase::content ? "half" : ""));
      CHECK_FALSE(answer.last.message.empty());
      CHECK_FALSE(answer.last.reused_connection);
    }
  }

  TEST_CASE("ten thousand fields and a megabyte of them do no harm") {
    RawProvider provider(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      std::string head = "HTTP/1.1 200 OK\r\n";
      for (int i = 0; i < 10'000; ++i)
        head += "A" + std::string(99, 'b') + ": c\r\n";
      (void)peer.send(head + "\r\n");
    });
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get(provider.url()));
    CHECK(answer.last.failure == FailureKind::not_an_answer);
    CHECK(answer.heads == 0);
  }

  TEST_CASE("an early 529 is seen while 8 MB are still to be uploaded") {
    RawProvider provider(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send("HTTP/1.1 529 Overloaded\r\nContent-Length: 4\r\n\r\nbusy");
      (void)peer.at_end();  // holds the connection, and reads no more
    });
    const auto client = make_upstream_client({});
    const std::string body(8'000'000, 'x');
    const auto begun = std::chrono::steady_clock::now();
    const Collected answer = fetch(*client, post(provider.url(), body));
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
    CHECK(answer.status == 529);
    CHECK(answer.body == "busy");
    CHECK(answer.last.kind == Kind::end);
  }

  TEST_CASE("a connection that the provider closed while idle is not used again") {
    std::atomic<bool> closed = false;
    RawProvider provider(2, [&closed](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send(kOk);
      peer.shut_write();
      closed = true;
      if (peer.at_end()) peer.close();
    });
    const auto client = make_upstream_client({});
    CHECK(fetch(*client, get(provider.url())).body == "ok");
    CHECK(until([&closed] { return closed.load(); }));
    const Collected answer = fetch(*client, get(provider.url()));
    CHECK(answer.body == "ok");
    CHECK(answer.last.kind == Kind::end);
  }

  TEST_CASE("a reused connection that dies before it answers says so, and is repeated by nobody") {
    int requests = 0;
    RawProvider provider(2, [&requests](RawPeer& peer, int number) {
      if (number == 2) {
        requests += peer.receive_until("\r\n\r\n").empty() ? 0 : 100;
        return;
      }
      for (; requests < 2; ++requests) {
        (void)peer.receive_until("\r\n\r\n");
        if (requests == 0) (void)peer.send(kOk);
      }
    });
    const auto client = make_upstream_client({});
    CHECK(fetch(*client, get(provider.url())).body == "ok");
    const Collected answer = fetch(*client, get(provider.url()));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::reset);
    CHECK(answer.last.reached == Phase::sent);
    CHECK(answer.last.reused_connection);
    provider.join();
    CHECK(requests == 2);
  }
}

}  // namespace
}  // namespace edgee::test
