// A provider that a test plays by hand: its lambda gets each connection in turn, on one thread.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "tests/platform/http/raw_peer.h"

namespace edgee::test {

class RawProvider {
 public:
  // Ends after `connections` of them.
  RawProvider(int connections, std::function<void(RawPeer&, int number)> play)
      : thread_([this, connections, play = std::move(play)] {
          for (int number = 1; number <= connections; ++number) {
            RawPeer peer = listener_.accept();
            if (peer.fd() < 0) return;
            play(peer, number);
          }
        }) {}

  [[nodiscard]] std::string url(std::string_view path = "/") const { return listener_.url(path); }
  void join() { thread_.join(); }

 private:
  RawListener listener_;
  std::jthread thread_;
};

}  // namespace edgee::test
