#include "platform/http/scripted_server.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/platform/http/raw_peer.h"

namespace edgee::test {
namespace {

using script::Body;
using script::Close;
using script::End;
using script::Hang;
using script::Head;
using script::Play;
using script::Reset;
using script::Wait;

const std::string kGet = "GET /x?y=1 HTTP/1.1\r\nHost: h\r\nX-Case: a%20b\r\n\r\n";
const Head kHead{200, {{"Content-Type", "text/event-stream"}}};

std::unique_ptr<ScriptedServer> playing(const Play& play) {
  auto server = make_scripted_servers()->open([play](const script::Received&) { return play; });
  return server ? std::move(*server) : nullptr;
}

RawPeer ask(const ScriptedServer& server) {
  RawPeer peer = RawPeer::connect(server.port());
  return peer.send(kGet) ? std::move(peer) : RawPeer();
}

TEST_SUITE("platform/http/scripted_server") {
  TEST_CASE("a play without a length is chunked, and the connection serves the next request") {
    const auto server = playing({kHead, Body{"one"}, Body{""}, Body{"two"}, End{}});
    RawPeer peer = ask(*server);
    const std::string expected =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n";
    CHECK(peer.receive(expected.size()) == expected);
    REQUIRE(peer.send(kGet));
    CHECK(peer.receive(expected.size()) == expected);
    CHECK(server->abandoned() == 0);
  }

  TEST_CASE("a play with a length is sent as it is") {
    const auto server = playing({Head{529, {{"content-length", "4"}}}, Body{"busy"}});
    RawPeer peer = ask(*server);
    CHECK(peer.receive_until("busy") == "HTTP/1.1 529 Overloaded\r\ncontent-length: 4\r\n\r\nbusy");
  }

  TEST_CASE("a body before any head goes out raw") {
    const auto server = playing({Body{"220 mail ready\r\n"}, Close{}});
    CHECK(ask(*server).receive_all() == "220 mail ready\r\n");
  }

  TEST_CASE("Close is an end without the last chunk, Reset is a reset, and so is an empty play") {
    CHECK(ask(*playing({kHead, Body{"half"}, Close{}})).receive_all().ends_with("4\r\nhalf\r\n"));
    const auto resetting = playing({Reset{}});
    CHECK(ask(*resetting).was_reset());
    const auto silent = playing({});
    CHECK(ask(*silent).at_end());
  }

  TEST_CASE("connection: close is obeyed, an answer to HEAD has no body") {
    const auto closing = playing({Head{200, {{"Connection", "close"}, {"Content-Length", "0"}}}});
    CHECK(ask(*closing).receive_all().ends_with("\r\n\r\n"));
    const auto server = playing({kHead, Body{"body"}, End{}});
    RawPeer peer = RawPeer::connect(server->port());
    REQUIRE(peer.send("HEAD / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n"));
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    CHECK(peer.receive(2 * head.size()) == head + head);
  }

  TEST_CASE("Wait waits, and what comes after it comes after it") {
    const auto server = playing({kHead, Body{"a"}, Wait{Duration(50)}, Body{"b"}, End{}});
    RawPeer peer = ask(*server);
    CHECK(peer.receive_until("a\r\n").ends_with("1\r\na\r\n"));
    const auto begun = std::chrono::steady_clock::now();
    CHECK(peer.receive_until("b\r\n").ends_with("1\r\nb\r\n"));
    CHECK(std::chrono::steady_clock::now() - begun >= Duration(40));
  }

  TEST_CASE("a peer that leaves a waiting, hanging or writing play is counted") {
    const std::vector<Play> plays{
        {kHead, Wait{Duration(60'000)}, End{}},
        {kHead, Hang{}},
        {kHead, Body{std::string(8'000'000, 'x')}, End{}},
    };
    for (const Play& play : plays) {
      CAPTURE(&play - plays.data());
      const auto server = playing(play);
      RawPeer peer = ask(*server);
      CHECK(peer.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
      CHECK(server->abandoned() == 0);
      peer.close();
      const auto begun = std::chrono::steady_clock::now();
      while (server->abandoned() == 0 &&
             std::chrono::steady_clock::now() - begun < Duration(20'000)) {
        std::this_thread::yield();
      }
      CHECK(server->abandoned() == 1);
    }
  }

  TEST_CASE("requests are kept as they came, numbered, and whole ones only") {
    std::atomic<int> last = 0;
    auto server = make_scripted_servers()->open([&last](const script::Received& request) {
      last = request.number;
      return Play{Head{200, {{"Content-Length", "0"}}}};
    });
    REQUIRE(server);
    RawPeer peer = RawPeer::connect((*server)->port());
    REQUIRE(peer.send(kGet + "POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody" +
                      "POST /half HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo"));
    CHECK(peer.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
    CHECK(peer.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
    peer.close();
    const auto received = (*server)->received();
    REQUIRE(received.size() == 2);
    CHECK(received[0].method == "GET");
    CHECK(received[0].target == "/x?y=1");
    CHECK(received[0].headers[1].name == "X-Case");
    CHECK(received[0].headers[1].value == "a%20b");
    CHECK(received[1].body == "body");
    CHECK(received[1].number == 2);
    CHECK(last == 2);
  }

  TEST_CASE("a server goes away under hanging connections at once") {
    auto server = playing({kHead, Hang{}});
    RawPeer peer = ask(*server);
    CHECK(peer.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
    const auto begun = std::chrono::steady_clock::now();
    server.reset();
    CHECK(std::chrono::steady_clock::now() - begun < Duration(1000));
    CHECK(peer.at_end());
  }

  TEST_CASE("a refusing port stays refused for as long as it lives") {
    const auto refusing = make_scripted_servers()->open_refusing();
    REQUIRE(refusing);
    CHECK((*refusing)->port() != 0);
    CHECK(RawPeer::connect((*refusing)->port()).fd() < 0);
    CHECK((*refusing)->received().empty());
  }
}

}  // namespace
}  // namespace edgee::test
