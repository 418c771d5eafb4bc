// One thread of the mock: serves the connections given to it and keeps the pace of their streams.
// adopt() may be called from another thread; all else happens in run().
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tests/bench/common/net.h"
#include "tests/bench/mock/connection.h"
#include "tests/bench/mock/journal.h"

namespace edgee::bench {

class Worker {
 public:
  explicit Worker(Journal& journal);

  void adopt(UniqueFd fd, Role role);
  [[noreturn]] void run();

 private:
  void wait_and_serve();
  struct State {
    std::unique_ptr<Connection> connection;
    std::int64_t scheduled_ns = 0;  // 0: not in schedule_
    bool watches_write = false;
  };

  State& state_of(Connection* connection);
  void serve(State& state, std::uint32_t events);
  void send_due_events();
  // Brings the schedule and the wish for writability up to date, or ends the connection.
  void settle(State& state, bool alive);

  Journal& journal_;
  UniqueFd epoll_;
  std::vector<char> buffer_;
  std::set<std::pair<std::int64_t, State*>> schedule_;
  std::mutex mutex_;  // guards states_' shape; a State is touched on the worker's thread only
  std::unordered_map<Connection*, State> states_;
};

}  // namespace edgee::bench
