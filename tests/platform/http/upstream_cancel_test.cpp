#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "tests/platform/http/collect.h"
#include "tests/platform/http/raw_provider.h"
#include "tests/platform/http/served.h"

namespace edgee::test {
namespace {

using Kind = Arrival::Kind;
constexpr std::chrono::milliseconds kAtOnce{2000};  // the benchmark has the real figure

// The two ends of an agent's connection.
struct Agent {
  RawListener listener;
  RawPeer agent = RawPeer::connect(listener.port());
  RawPeer ours = listener.accept();
  [[nodiscard]] HangUpHandle handle() const { return {ours.fd()}; }
};

bool is_quick(const std::function<void()>& act) {
  const auto begun = std::chrono::steady_clock::now();
  act();
  return std::chrono::steady_clock::now() - begun < kAtOnce;
}

TEST_SUITE("platform/http/upstream cancel") {
  TEST_CASE("an agent that leaves before the first byte is noticed, and the request given up") {
    Agent agent;
    const RawListener provider;
    const auto client = make_upstream_client({});
    auto exchanges = client->open(agent.handle());
    exchanges->start(post(provider.url(), "{}"), false);
    CHECK(exchanges->next(from_now(Duration(50))).kind == Kind::deadline);
    RawPeer upstream = provider.accept();
    CHECK(upstream.receive_until("{}").ends_with("{}"));
    agent.agent.close();
    CHECK(is_quick([&] {
      CHECK(exchanges->next(TimePoint::max()).kind == Kind::agent_gone);
      exchanges.reset();
      CHECK(upstream.at_end());
    }));
  }

  TEST_CASE("a reset by the agent is a hang-up, bytes of its next request are not") {
    Agent agent;
    const RawListener provider;
    const auto client = make_upstream_client({});
    const auto exchanges = client->open(agent.handle());
    exchanges->start(get(provider.url()), false);
    REQUIRE(agent.agent.send("GET /next HTTP/1.1\r\n\r\n"));
    CHECK(exchanges->next(from_now(Duration(50))).kind == Kind::deadline);
    agent.agent.reset();
    CHECK(exchanges->next(TimePoint::max()).kind == Kind::agent_gone);
  }

  TEST_CASE("an agent that leaves while a connection is being made is noticed") {
    Agent agent;
    const RawListener full(0);
    const RawPeer filler = RawPeer::connect(full.port());
    const auto client = make_upstream_client({});
    auto exchanges = client->open(agent.handle());
    exchanges->start(get(full.url()), false);
    CHECK(exchanges->next(from_now(Duration(20))).kind == Kind::deadline);
    agent.agent.close();
    CHECK(is_quick([&] {
      CHECK(exchanges->next(TimePoint::max()).kind == Kind::agent_gone);
      exchanges.reset();
    }));
  }

  TEST_CASE("giving up during a DNS look-up waits for nobody") {
    const auto client = make_upstream_client({});
    CHECK(is_quick([&] {
      const auto exchanges = client->open({});
      exchanges->start(get("http://no-such-host.invalid/"), false);
      (void)exchanges->next(from_now(Duration(0)));
    }));
  }

  TEST_CASE("a cancelled exchange closes its connection and leaves the others alone") {
    const RawListener first;
    const RawListener second;
    const auto client = make_upstream_client({});
    const auto exchanges = client->open({});
    const ExchangeId doomed = exchanges->start(get(first.url()), false);
    const ExchangeId kept = exchanges->start(get(second.url()), false);
    CHECK(exchanges->next(from_now(Duration(50))).kind == Kind::deadline);
    RawPeer lost = first.accept();
    RawPeer good = second.accept();
    CHECK(lost.receive_until("\r\n\r\n").starts_with("GET / "));
    CHECK(is_quick([&] {
      exchanges->cancel(doomed);
      CHECK(lost.at_end());
    }));
    exchanges->cancel(doomed);
    exchanges->cancel(99);
    REQUIRE(good.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    const Arrival head = exchanges->next(from_now(Duration(20'000)));
    CHECK(head.kind == Kind::head);
    CHECK(head.id == kept);
    CHECK(exchanges->next(from_now(Duration(20'000))).kind == Kind::end);
  }

  TEST_CASE("stop ends every wait, in all threads and for good") {
    const RawListener provider;
    const auto client = make_upstream_client({});
    Kind seen = Kind::end;
    std::jthread waiting([&] {
      const auto exchanges = client->open({});
      exchanges->start(get(provider.url()), false);
      seen = exchanges->next(TimePoint::max()).kind;
    });
    CHECK(provider.has_waiting(20'000));
    client->stop();
    waiting.join();
    CHECK(seen == Kind::stopped);
    const auto exchanges = client->open({});
    exchanges->start(get(provider.url()), false);
    CHECK(exchanges->next(TimePoint::max()).kind == Kind::stopped);
  }

  TEST_CASE("through the agent server a hang-up reaches the provider before its first byte") {
    const RawListener provider;
    const auto client = make_upstream_client({});
    Kind seen = Kind::end;
    Served served([&](const RequestHead&, const std::string&, ReplySink& sink) {
      const auto exchanges = client->open(sink.hang_up());
      exchanges->start(post(provider.url(), "{}"), false);
      seen = exchanges->next(TimePoint::max()).kind;
      sink.abort();
    });
    RawPeer agent = served.connect();
    REQUIRE(agent.send("GET / HTTP/1.1\r\n\r\n"));
    RawPeer upstream = provider.accept();
    CHECK(upstream.receive_until("{}").ends_with("{}"));
    CHECK(is_quick([&] {
      agent.close();
      CHECK(upstream.at_end());
    }));
    served.stop();
    CHECK(seen == Kind::agent_gone);
  }
}

}  // namespace
}  // namespace edgee::test
