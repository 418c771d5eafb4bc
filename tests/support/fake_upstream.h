// Providers as a script: each request to a host takes the host's next play. Time is the FakeClock's
// and moves only while somebody waits. For one thread.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/ports/exchanges.h"
#include "tests/support/fake_clock.h"

namespace edgee {

// What happens on the wire, each after `delay` from the one before.
struct FakeArrival {
  Duration delay{0};
  Arrival arrival;
  std::string bytes;
};

class FakePlay {
 public:
  FakePlay& after(Duration delay) {
    delay_ = delay;
    return *this;
  }
  FakePlay& head(int status, HeaderList headers = {{"content-type", "text/event-stream"}}) {
    Arrival arrival;
    arrival.kind = Arrival::Kind::head;
    arrival.status = status;
    arrival.headers = std::move(headers);
    return add(std::move(arrival), "");
  }
  FakePlay& chunk(std::string bytes) {
    Arrival arrival;
    arrival.kind = Arrival::Kind::chunk;
    return add(std::move(arrival), std::move(bytes));
  }
  FakePlay& end() {
    Arrival arrival;
    arrival.kind = Arrival::Kind::end;
    return add(std::move(arrival), "");
  }
  FakePlay& fail(FailureKind kind, Phase reached = Phase::dialing, bool reused = false) {
    Arrival arrival;
    arrival.kind = Arrival::Kind::failed;
    arrival.failure = kind;
    arrival.reached = reached;
    arrival.reused_connection = reused;
    return add(std::move(arrival), "");
  }
  FakePlay& agent_leaves() {
    Arrival arrival;
    arrival.kind = Arrival::Kind::agent_gone;
    return add(std::move(arrival), "");
  }
  FakePlay& reply(int status, std::string body,
                  HeaderList headers = {{"content-type", "application/json"}}) {
    return head(status, std::move(headers)).chunk(std::move(body)).end();
  }
  [[nodiscard]] const std::vector<FakeArrival>& arrivals() const { return arrivals_; }

 private:
  FakePlay& add(Arrival arrival, std::string bytes) {
    arrivals_.push_back({std::exchange(delay_, Duration(0)), std::move(arrival), std::move(bytes)});
    return *this;
  }
  Duration delay_{0};
  std::vector<FakeArrival> arrivals_;
};

struct SentRequest {
  std::string method;
  std::string url;
  HeaderList headers;
  std::string secret_header;  // with the secret behind it
  std::string body;
  bool fresh = false;
  TimePoint at;
};

class FakeUpstream : public UpstreamClient {
 public:
  explicit FakeUpstream(FakeClock& clock) : clock_(clock) {}

  // The next request whose URL starts with `prefix` gets this play.
  FakePlay& on(const std::string& prefix) {
    plays_[prefix].emplace_back();
    return plays_[prefix].back();
  }

  [[nodiscard]] std::unique_ptr<Exchanges> open(HangUpHandle) override;
  void warm(const std::string& url) override { warmed.push_back(url); }
  void stop() override {}

  std::vector<SentRequest> sent;
  std::vector<std::string> warmed;
  int cancelled = 0;

 private:
  friend class FakeExchanges;
  std::vector<FakeArrival> take(const std::string& url) {
    for (auto& [prefix, plays] : plays_) {
      if (url.rfind(prefix, 0) != 0 || plays.empty()) continue;
      std::vector<FakeArrival> arrivals = plays.front().arrivals();
      plays.pop_front();
      return arrivals;
    }
    return FakePlay().fail(FailureKind::refused).arrivals();
  }

  FakeClock& clock_;
  std::map<std::string, std::deque<FakePlay>> plays_;
};

class FakeExchanges : public Exchanges {
 public:
  explicit FakeExchanges(FakeUpstream& up) : up_(up) {}

  ExchangeId start(const UpstreamRequest& request, bool fresh) override {
    SentRequest sent{request.method,
                     request.url,
                     request.headers,
                     request.secret_header,
                     std::string(request.body),
                     fresh,
                     up_.clock_.now()};
    if (request.secret != nullptr) sent.secret_header += request.secret->reveal();
    up_.sent.push_back(std::move(sent));
    ++id_;
    TimePoint at = up_.clock_.now();
    for (FakeArrival& arrival : up_.take(request.url)) {
      at += arrival.delay;
      arrival.arrival.id = id_;
      // Behind what another exchange brings at the same time.
      const auto place = std::upper_bound(
          pending_.begin(), pending_.end(), at,
          [](const TimePoint& time, const auto& pending) { return time < pending.first; });
      pending_.insert(place, {at, std::move(arrival)});
    }
    return id_;
  }

  Arrival next(TimePoint deadline) override {
    Arrival result;
    if (pending_.empty() || pending_.front().first > deadline) {
      if (deadline == TimePoint::max()) {
        result.kind = Arrival::Kind::stopped;
        return result;
      }
      move_to(deadline);
      result.kind = Arrival::Kind::deadline;
      return result;
    }
    move_to(pending_.front().first);
    result = pending_.front().second.arrival;
    bytes_ = pending_.front().second.bytes;
    result.chunk = bytes_;
    pending_.pop_front();
    return result;
  }

  void cancel(ExchangeId id) override {
    const std::size_t before = pending_.size();
    std::erase_if(pending_, [id](const auto& one) { return one.second.arrival.id == id; });
    if (pending_.size() < before) ++up_.cancelled;
  }

 private:
  void move_to(TimePoint time) {
    const TimePoint now = up_.clock_.now();
    if (time > now) up_.clock_.advance(std::chrono::ceil<Duration>(time - now));
  }

  FakeUpstream& up_;
  ExchangeId id_ = 0;
  std::string bytes_;
  std::deque<std::pair<TimePoint, FakeArrival>> pending_;
};

inline std::unique_ptr<Exchanges> FakeUpstream::open(HangUpHandle) {
  return std::make_unique<FakeExchanges>(*this);
}

}  // namespace edgee
