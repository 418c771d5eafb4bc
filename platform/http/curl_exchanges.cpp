#include "platform/http/curl_exchanges.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <utility>

#include "platform/http/route.h"
#include "platform/http/wire.h"

namespace edgee {
namespace {

constexpr std::size_t kStop = 0;
constexpr std::size_t kAgent = 1;

}  // namespace

ExchangeId CurlExchanges::start(const UpstreamRequest& request, bool fresh) {
  auto lane = fresh ? nullptr : common_->pool.take(origin_of(request.url));
  if (!lane) {
    lane = std::make_unique<Lane>(request.url, common_->settings, common_->share,
                                  request.connect_timeout);
  }
  exchanges_.push_back(std::make_unique<Exchange>(++last_id_, request, std::move(lane)));
  return last_id_;
}

Arrival CurlExchanges::next(TimePoint deadline) {
  for (;;) {
    run_due_timers();
    if (auto arrival = take_arrival()) return std::move(*arrival);
    if (const auto ended = wait(deadline)) {
      Arrival arrival;
      arrival.kind = *ended;
      return arrival;
    }
  }
}

void CurlExchanges::cancel(ExchangeId id) {
  // The connection goes with the exchange.
  std::erase_if(exchanges_, [id](const auto& exchange) { return exchange->id() == id; });
}

void CurlExchanges::run_due_timers() {
  const TimePoint now = std::chrono::steady_clock::now();
  for (const auto& exchange : exchanges_) {
    if (exchange->timer() <= now) exchange->run_timer();
  }
}

std::optional<Arrival> CurlExchanges::take_arrival() {
  for (auto exchange = exchanges_.begin(); exchange != exchanges_.end(); ++exchange) {
    auto arrival = (*exchange)->take();
    if (!arrival) continue;
    if (arrival->kind == Arrival::Kind::end || arrival->kind == Arrival::Kind::failed) {
      if (auto lane = (*exchange)->take_lane()) {
        common_->pool.give((*exchange)->origin(), std::move(lane));
      }
      exchanges_.erase(exchange);
    }
    return arrival;
  }
  return std::nullopt;
}

std::optional<Arrival::Kind> CurlExchanges::wait(TimePoint deadline) {
  watch_all();
  const TimePoint until = first_timer(deadline);
  const int ready = ::poll(watched_.data(), watched_.size(), milliseconds_until(until));
  if (ready < 0) return std::nullopt;  // a signal
  if (watched_[kStop].revents != 0) return Arrival::Kind::stopped;
  if (watched_[kAgent].revents != 0) return Arrival::Kind::agent_gone;
  run_ready();
  const bool over = ready == 0 && std::chrono::steady_clock::now() >= deadline;
  return over ? std::optional(Arrival::Kind::deadline) : std::nullopt;
}

void CurlExchanges::watch_all() {
  watched_.clear();
  watched_by_.clear();
  watched_.push_back(pollfd{common_->stop.fd(), POLLIN, 0});
  watched_.push_back(pollfd{agent_.descriptor, kHangUpEvents, 0});
  for (const auto& exchange : exchanges_)
    watched_by_.push_back(exchange->watch(watched_));
}

TimePoint CurlExchanges::first_timer(TimePoint deadline) const {
  for (const auto& exchange : exchanges_)
    deadline = std::min(deadline, exchange->timer());
  return deadline;
}

void CurlExchanges::run_ready() {
  std::size_t at = kAgent + 1;
  for (std::size_t i = 0; i < exchanges_.size(); ++i) {
    for (const std::size_t end = at + watched_by_[i]; at < end; ++at) {
      if (watched_[at].revents != 0) exchanges_[i]->run_socket(watched_[at]);
    }
  }
}

}  // namespace edgee
