#include <atomic>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "platform/http/scripted_server.h"
#include "tests/platform/http/collect.h"
#include "tests/platform/http/served.h"

namespace edgee::test {
namespace {

// The smallest relay there is: every byte of the answer, as it comes.
void relay(UpstreamClient& client, const std::string& url, const std::string& body,
           ReplySink& sink) {
  const auto exchanges = client.open(sink.hang_up());
  exchanges->start(post(url, body), false);
  for (;;) {
    const Arrival arrival = exchanges->next(from_now(Duration(20'000)));
    switch (arrival.kind) {
      case Arrival::Kind::head:
        sink.start(arrival.status, arrival.headers, std::nullopt, "");
        break;
      case Arrival::Kind::chunk:
        sink.write(arrival.chunk);
        break;
      case Arrival::Kind::end:
        sink.finish();
        return;
      default:
        sink.abort();
        return;
    }
  }
}

script::Play stream_of(int events) {
  script::Play play{script::Head{200, {{"Content-Type", "text/event-stream"}}}};
  for (int i = 0; i < events; ++i) {
    play.emplace_back(script::Body{"data: " + std::to_string(i) + "\n\n"});
    if (i % 10 == 0) play.emplace_back(script::Wait{Duration(1)});
  }
  play.emplace_back(script::End{});
  return play;
}

// What a chunked body says.
std::string decoded(std::string_view chunks) {
  std::string text;
  while (!chunks.empty()) {
    const std::size_t size = std::stoul(std::string(chunks.substr(0, 8)), nullptr, 16);
    chunks.remove_prefix(chunks.find("\r\n") + 2);
    text += chunks.substr(0, size);
    chunks.remove_prefix(size + 2);
  }
  return text;
}

TEST_SUITE("platform/http/many streams") {
  TEST_CASE("64 streams at once pass whole, twice, and some agents leave in the middle") {
    const auto provider =
        make_scripted_servers()->open([](const script::Received&) { return stream_of(50); });
    REQUIRE(provider);
    const std::string url = "http://127.0.0.1:" + std::to_string((*provider)->port()) + "/v1";
    const auto client = make_upstream_client({});
    Served served([&](const RequestHead&, const std::string& body, ReplySink& sink) {
      relay(*client, url, body, sink);
    });
    std::string expected;
    for (int i = 0; i < 50; ++i)
      expected += "data: " + std::to_string(i) + "\n\n";
    const std::string request =
        "POST / HTTP/1.1\r\nContent-Length: 90000\r\n\r\n" + std::string(90'000, 'x');
    std::vector<RawPeer> agents;
    for (int i = 0; i < 64; ++i)
      agents.push_back(served.connect());
    for (int round = 0; round < 2; ++round) {
      for (RawPeer& agent : agents)
        REQUIRE(agent.send(request));
      for (RawPeer& agent : agents) {
        CHECK(agent.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(decoded(agent.receive_until("\r\n0\r\n\r\n")) == expected);
      }
    }
    for (RawPeer& agent : agents)
      REQUIRE(agent.send(request));
    for (RawPeer& agent : agents) {
      (void)agent.receive_until("data: 3");
      agent.close();
    }
    client->stop();
    served.stop();
    CHECK((*provider)->received().size() >= 128);
  }
}

}  // namespace
}  // namespace edgee::test
