#include "cli/telemetry.h"

#include <algorithm>
#include <utility>

#include "core/ledger/story.h"

namespace edgee {
namespace {

constexpr std::size_t kMostQueued = 4096;
constexpr Duration kGather{std::chrono::seconds(1)};  // after the first event of a batch
constexpr Duration kPatience{std::chrono::seconds(3)};
constexpr Duration kLastPatience{std::chrono::seconds(1)};  // once we are to end
constexpr Duration kLook{100};                              // how often the stop token is looked at

}  // namespace

Telemetry::Telemetry(Parts parts, TelemetrySettings settings, OtlpFacts facts,
                     std::function<void(const Error&)> say)
    : parts_(parts),
      settings_(std::move(settings)),
      facts_(std::move(facts)),
      say_(std::move(say)),
      sent_until_(parts.clock.wall_now()),
      sender_([this](const std::stop_token& stop) { run(stop); }) {}

Telemetry::~Telemetry() {
  sender_.request_stop();
  sender_.join();
  if (lost_ == 0) return;
  say_({std::to_string(lost_) + (lost_ == 1 ? " request was" : " requests were") +
            " not told to the telemetry collector at " + settings_.otlp_endpoint,
        "is it running? nothing else was lost", kExitFailure});
}

void Telemetry::append(AttemptEvent event) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() < kMostQueued) {
      queue_.push_back(event);
    } else {
      ++lost_;
    }
  }
  queued_.notify_one();
  parts_.store.append(std::move(event));
}

void Telemetry::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (queued_.wait(lock, stop, [this] { return !queue_.empty(); }) || !queue_.empty()) {
    queued_.wait_for(lock, stop, kGather, [this] { return queue_.size() >= kMostQueued / 2; });
    const std::vector<AttemptEvent> batch = std::exchange(queue_, {});
    lock.unlock();
    send(batch, stop);
    lock.lock();
  }
}

void Telemetry::send(const std::vector<AttemptEvent>& events, const std::stop_token& stop) {
  const std::vector<RequestAttempts> requests = group_by_request(events);
  const WallTime now = parts_.clock.wall_now();
  const WallTime from = std::exchange(sent_until_, now);
  const TimePoint until = parts_.clock.now() + (stop.stop_requested() ? kLastPatience : kPatience);
  const bool told = post("/v1/traces", otlp_traces(requests, facts_), until, stop) &&
                    post("/v1/metrics", otlp_metrics(requests, facts_, from, now), until, stop);
  if (told) return;
  const std::lock_guard lock(mutex_);
  lost_ += requests.size();
}

bool Telemetry::post(const std::string& path, const std::string& body, TimePoint until,
                     const std::stop_token& stop) {
  UpstreamRequest request;
  request.url = settings_.otlp_endpoint + path;
  request.headers = {{"content-type", "application/json"}, {"accept", "application/json"}};
  request.body = body;
  request.connect_timeout = kLastPatience;
  std::shared_ptr<const Secret> secret;
  if (settings_.credential) {
    auto found = parts_.keyring.get(*settings_.credential, stop);
    if (!found) return false;
    secret = std::move(*found);
    request.secret_header = settings_.header + ": ";
    request.secret = secret.get();
  }
  const std::unique_ptr<Exchanges> exchanges = parts_.upstream.open({});
  exchanges->start(request, false);
  bool ending = stop.stop_requested();
  while (parts_.clock.now() < until) {
    if (!ending && stop.stop_requested()) {
      ending = true;
      until = std::min(until, parts_.clock.now() + kLastPatience);
    }
    const Arrival arrival = exchanges->next(std::min(until, parts_.clock.now() + kLook));
    if (arrival.kind == Arrival::Kind::head) return arrival.status / 100 == 2;
    if (arrival.kind == Arrival::Kind::failed || arrival.kind == Arrival::Kind::stopped) break;
  }
  return false;
}

}  // namespace edgee
