#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "tests/platform/http/collect.h"
#include "tests/platform/http/raw_provider.h"
#include "tests/platform/http/tls_provider.h"

namespace edgee::test {
namespace {

using Kind = Arrival::Kind;

UpstreamSettings trusting(const TlsProvider& provider) {
  UpstreamSettings settings;
  settings.ssl_cert_file = provider.certificate();
  return settings;
}

std::string peer_of(const Collected& answer) {
  return std::string(header_value(answer.headers, "x-peer"));
}

TEST_SUITE("platform/http/upstream tls") {
  TEST_CASE("a trusted provider is talked to over TLS, and its connection reused") {
    const TlsProvider provider("answer ");
    const auto client = make_upstream_client(trusting(provider));
    const Collected first = fetch(*client, get(provider.url()));
    CHECK(first.last.kind == Kind::end);
    CHECK(first.status == 200);
    CHECK(first.body == "answer 0");
    const Collected second = fetch(*client, get(provider.url()));
    CHECK(second.body == "answer 0");
    CHECK(peer_of(second) == peer_of(first));
    const Collected fresh = fetch(*client, get(provider.url()), true);
    CHECK(fresh.body == "answer 0");
    CHECK(peer_of(fresh) != peer_of(first));
  }

  TEST_CASE("large bodies pass both ways") {
    const std::string large(1'000'000, 'l');
    const TlsProvider provider(large);
    const auto client = make_upstream_client(trusting(provider));
    const Collected answer = fetch(*client, post(provider.url(), large));
    CHECK(answer.last.kind == Kind::end);
    const bool whole = answer.body == large + "1000000";  // not printed when it is not
    CHECK(whole);
  }

  TEST_CASE("a provider that nobody vouches for is a TLS failure, and gets no request") {
    const TlsProvider provider("never");
    const auto client = make_upstream_client({});
    const Collected answer = fetch(*client, get(provider.url()));
    REQUIRE(answer.last.kind == Kind::failed);
    CHECK(answer.last.failure == FailureKind::tls);
    CHECK(answer.last.reached == Phase::dialing);
    CHECK(answer.last.message.find("certificate") != std::string::npos);
  }

  TEST_CASE("warming a TLS connection does no harm, however often") {
    const TlsProvider provider("answer ");
    const auto client = make_upstream_client(trusting(provider));
    for (int i = 0; i < 100; ++i)
      client->warm(provider.url());
    CHECK(fetch(*client, get(provider.url())).body == "answer 0");
  }

  TEST_CASE("warming opens the connection, and the next exchange takes it") {
    const RawListener provider;
    const auto client = make_upstream_client({});
    client->warm(provider.url("/v1/messages"));
    RawPeer warmed = provider.accept();
    REQUIRE(warmed.fd() >= 0);
    // It may still be on its way into the pool.
    while (!warmed.readable(10)) {
      const auto exchanges = client->open({});
      exchanges->start(get(provider.url()), false);
      if (exchanges->next(from_now(Duration(20))).kind == Kind::deadline && warmed.readable(100)) {
        break;
      }
    }
    CHECK(warmed.receive_until("\r\n\r\n").starts_with("GET / HTTP/1.1\r\n"));
  }

  TEST_CASE("warming what cannot be reached is silent, and stops with the client") {
    const RawListener full(0);
    const RawPeer filler = RawPeer::connect(full.port());
    const auto client = make_upstream_client({});
    client->warm(full.url());
    client->warm("http://no-such-host.invalid/");
    client->warm("not a url");
    const auto begun = std::chrono::steady_clock::now();
    client->stop();
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(1));
  }

  TEST_CASE("a provider behind a proxy is reached through a tunnel, loopback never is") {
    std::string asked;
    RawProvider proxy(1, [&asked](RawPeer& peer, int) {
      asked = peer.receive_until("\r\n\r\n");
      (void)peer.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    });
    UpstreamSettings settings;
    settings.https_proxy = proxy.url("");
    settings.http_proxy = proxy.url("");
    settings.no_proxy = "other.invalid";
    const auto client = make_upstream_client(settings);
    const Collected refused = fetch(*client, get("https://provider.invalid/v1"));
    CHECK(refused.last.kind == Kind::failed);
    CHECK(refused.last.reached == Phase::dialing);
    CHECK(refused.last.message.find("407") != std::string::npos);
    CHECK(asked.starts_with("CONNECT provider.invalid:443 HTTP/1.1\r\n"));
    const Collected direct = fetch(*client, get("https://other.invalid/v1"));
    CHECK(direct.last.failure == FailureKind::dns);
    RawProvider local(1, [](RawPeer& peer, int) {
      (void)peer.receive_until("\r\n\r\n");
      (void)peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlocal");
    });
    CHECK(fetch(*client, get(local.url())).body == "local");
  }
}

}  // namespace
}  // namespace edgee::test
