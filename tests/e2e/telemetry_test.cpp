// What a collector is told of a failover, and what happens when it does not listen.
#include <csignal>
#include <string>

#include <doctest/doctest.h>

#include "core/drill/brain.h"
#include "tests/support/play.h"
#include "tests/support/play_collector.h"

namespace edgee::play {
namespace {

constexpr const char* kRequest =
    R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
    R"("messages":[{"role":"user","content":"a prompt that nobody is told"}]})";

std::string section(std::uint16_t port, const std::string& more = "") {
  return "[telemetry]\notlp_endpoint = \"http://127.0.0.1:" + std::to_string(port) + "\"\n" + more;
}

const Json& first(const Json& list) {
  return list.is_array() && !list.empty() ? list[0] : member(Json(), "");
}

}  // namespace

TEST_SUITE("e2e/telemetry") {
  TEST_CASE("a collector gets a span and metrics of each request, and no word of it") {
    Play play;
    cast_failover(play);
    const Collector collector(200);
    play.add_config(
        section(collector.port(), "header = \"x-team\"\ncredential = { env = \"PLAY_TEAM\" }\n"));
    {
      Proxy proxy(play, {}, {{"PLAY_TEAM", "secret-of-the-team"}});
      CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
      proxy.program().signal(SIGTERM);
      const Finished finished = proxy.program().wait();
      CHECK(finished.code == 0);
      CHECK(finished.err.find("telemetry") == std::string::npos);
    }
    const auto received = collector.received();
    REQUIRE(received.size() == 2);
    CHECK(received[0].target == "/v1/traces");
    CHECK(received[1].target == "/v1/metrics");
    for (const script::Received& request : received) {
      CHECK(header_value(request.headers, "x-team") == "secret-of-the-team");
      CHECK(header_value(request.headers, "content-type") == "application/json");
      for (const char* secret : {"nobody is told", "key-of-second", "key-of-the-agent"}) {
        CHECK(request.body.find(secret) == std::string::npos);
      }
    }
    const auto traces = parse_json(received[0].body);
    REQUIRE(traces);
    const Json& scoped = first(member(first(member(*traces, "resourceSpans")), "scopeSpans"));
    const Json& span = first(member(scoped, "spans"));
    CHECK(string_member(span, "name") == "chat claude-opus-4-8");
    CHECK(member(span, "events").size() == 2);
    CHECK(received[1].body.find("\"edgee.switches\"") != std::string::npos);
  }

  TEST_CASE("a collector that does not take it costs no request, and is counted at the end") {
    Play play;
    cast_failover(play);
    const Collector collector(503);
    play.add_config(section(collector.port()));
    Proxy proxy(play);
    CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
    proxy.program().signal(SIGTERM);
    const Finished finished = proxy.program().wait();
    CHECK(finished.code == 0);
    CHECK(finished.err.find(
              "1 request was not told to the telemetry collector at http://127.0.0.1:") !=
          std::string::npos);
    CHECK(play.ledger().size() == 2);
  }

  TEST_CASE("a collector that says nothing holds the end up for no more than a second or so") {
    Play play;
    cast_failover(play);
    const Collector collector(0);
    play.add_config(section(collector.port()));
    Proxy proxy(play);
    CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
    const auto began = std::chrono::steady_clock::now();
    proxy.program().signal(SIGTERM);
    const Finished finished = proxy.program().wait();
    CHECK(finished.code == 0);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(3));
    CHECK(finished.err.find("1 request was not told") != std::string::npos);
  }
}

}  // namespace edgee::play
