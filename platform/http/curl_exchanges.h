// The exchanges of one agent request: their connections, the agent's socket and the stop signal in
// one poll. Belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "platform/http/exchange.h"
#include "platform/http/lane_pool.h"
#include "platform/http/wakeup.h"

namespace edgee {

// What all exchanges of a process have in common; outlives them.
struct UpstreamCommon {
  explicit UpstreamCommon(const UpstreamSettings& own_settings)
      : settings(own_settings), share(own_settings) {}
  const UpstreamSettings settings;
  CurlShare share;
  LanePool pool;
  Wakeup stop;
};

class CurlExchanges : public Exchanges {
 public:
  CurlExchanges(UpstreamCommon& common, HangUpHandle agent) : common_(&common), agent_(agent) {}

  ExchangeId start(const UpstreamRequest& request, bool fresh) override;
  Arrival next(TimePoint deadline) override;
  void cancel(ExchangeId id) override;

 private:
  void run_due_timers();
  [[nodiscard]] std::optional<Arrival> take_arrival();
  // What ended the wait, if it was nothing of an exchange.
  [[nodiscard]] std::optional<Arrival::Kind> wait(TimePoint deadline);
  void watch_all();
  [[nodiscard]] TimePoint first_timer(TimePoint deadline) const;
  void run_ready();

  UpstreamCommon* common_;
  HangUpHandle agent_;
  ExchangeId last_id_ = 0;
  std::vector<std::unique_ptr<Exchange>> exchanges_;
  std::vector<pollfd> watched_;          // stop, agent, then the exchanges' in their order
  std::vector<std::size_t> watched_by_;  // how many are each exchange's
};

}  // namespace edgee
