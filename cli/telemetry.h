// Tells an OpenTelemetry collector of finished requests. It stands in front of the store and hands
// every call on; what the collector does not take is dropped and counted. Safe from any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/config/config.h"
#include "core/credential/keyring.h"
#include "core/ledger/otlp.h"
#include "core/ports/clock.h"
#include "core/ports/exchanges.h"
#include "core/ports/store.h"

namespace edgee {

class Telemetry : public Store {
 public:
  struct Parts {
    Store& store;
    UpstreamClient& upstream;
    Keyring& keyring;
    const Clock& clock;
  };
  // `settings.otlp_endpoint` is set. `say` hears once, at the end, what was not delivered.
  Telemetry(Parts parts, TelemetrySettings settings, OtlpFacts facts,
            std::function<void(const Error&)> say);
  // Sends what is left, for at most a second.
  ~Telemetry() override;
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;

  void append(AttemptEvent event) override;
  void flush() override { parts_.store.flush(); }
  Result<std::vector<AttemptEvent>> read(const EventQuery& query) override {
    return parts_.store.read(query);
  }
  [[nodiscard]] std::string trouble() const override { return parts_.store.trouble(); }
  void set_caps(std::int64_t keep_days, std::int64_t max_megabytes) override {
    parts_.store.set_caps(keep_days, max_megabytes);
  }
  Result<std::map<std::string, std::string>> notes(const std::string& kind) override {
    return parts_.store.notes(kind);
  }
  Result<void> set_note(const std::string& kind, const std::string& key,
                        const std::string& value) override {
    return parts_.store.set_note(kind, key, value);
  }
  void post_note(const std::string& kind, const std::string& key,
                 const std::string& value) override {
    parts_.store.post_note(kind, key, value);
  }
  Result<void> remove_note(const std::string& kind, const std::string& key) override {
    return parts_.store.remove_note(kind, key);
  }

 private:
  void run(const std::stop_token& stop);
  void send(const std::vector<AttemptEvent>& events, const std::stop_token& stop);
  [[nodiscard]] bool post(const std::string& path, const std::string& body, TimePoint until,
                          const std::stop_token& stop);

  const Parts parts_;
  const TelemetrySettings settings_;
  const OtlpFacts facts_;
  const std::function<void(const Error&)> say_;
  std::mutex mutex_;
  std::condition_variable_any queued_;
  std::vector<AttemptEvent> queue_;  // of at most kMostQueued
  std::size_t lost_ = 0;             // requests, about
  WallTime sent_until_;              // the sender's own
  std::jthread sender_;              // last: it uses all of the above
};

}  // namespace edgee
