#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "platform/http/curl_exchanges.h"
#include "platform/http/route.h"
#include "platform/http/upstream.h"
#include "platform/http/wire.h"

namespace edgee {
namespace {

constexpr Duration kWarmingPatience{5000};
constexpr std::size_t kMostWaitingToBeWarm = 16;

// False when it failed, or when stopped.
bool dial(Dialer& dialer, const Wakeup& stop) {
  for (;;) {
    if (dialer.timer() <= std::chrono::steady_clock::now()) dialer.run_timer();
    if (const auto result = dialer.result()) return *result == CURLE_OK;
    std::vector<pollfd> watched = dialer.watched();
    watched.push_back(pollfd{stop.fd(), POLLIN, 0});
    ::poll(watched.data(), watched.size(), milliseconds_until(dialer.timer()));
    if (watched.back().revents != 0) return false;
    watched.pop_back();
    for (const pollfd& ready : watched) {
      if (ready.revents != 0) dialer.run_socket(ready);
    }
  }
}

class CurlClient : public UpstreamClient {
 public:
  explicit CurlClient(const UpstreamSettings& settings) : common_(settings) {}
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;
  ~CurlClient() override { CurlClient::stop(); }

  [[nodiscard]] std::unique_ptr<Exchanges> open(HangUpHandle agent) override {
    return std::make_unique<CurlExchanges>(common_, agent);
  }
  void warm(const std::string& url) override;
  void stop() override;

 private:
  void warm_queued(const std::stop_token& stop);
  void warm_now(const std::string& origin);

  UpstreamCommon common_;
  std::mutex mutex_;
  std::condition_variable_any queued_;
  std::deque<std::string> queue_;
  std::jthread warmer_;  // started by the first warm()
};

void CurlClient::warm(const std::string& url) {
  std::string origin = origin_of(url);
  if (common_.pool.has_idle(origin)) return;
  const std::lock_guard lock(mutex_);
  if (common_.stop.raised() || queue_.size() >= kMostWaitingToBeWarm) return;
  queue_.push_back(std::move(origin));
  if (!warmer_.joinable()) {
    warmer_ = std::jthread([this](const std::stop_token& stop) { warm_queued(stop); });
  }
  queued_.notify_one();
}

void CurlClient::warm_queued(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (queued_.wait(lock, stop, [this] { return !queue_.empty(); })) {
    const std::string origin = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    warm_now(origin);
    lock.lock();
  }
}

// Dials only: the connection waits in the pool, and what takes it first sends its request at once.
void CurlClient::warm_now(const std::string& origin) {
  if (common_.pool.has_idle(origin)) return;
  auto lane = std::make_unique<Lane>(origin, common_.settings, common_.share, kWarmingPatience);
  if (dial(lane->dialer(), common_.stop) && lane->open()) {
    common_.pool.give(origin, std::move(lane));
  }
}

void CurlClient::stop() {
  common_.stop.raise();
  std::jthread warmer;
  {
    const std::lock_guard lock(mutex_);
    warmer.swap(warmer_);
  }
  // Its destructor asks the thread to stop and waits; what it does was woken by the line above.
}

}  // namespace

std::unique_ptr<UpstreamClient> make_upstream_client(const UpstreamSettings& settings) {
  static std::once_flag once;
  std::call_once(once, [] {
    // OpenSSL writes to sockets without MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    curl_global_init(CURL_GLOBAL_DEFAULT);
  });
  return std::make_unique<CurlClient>(settings);
}

}  // namespace edgee
