// What one proxy run knows: who the agent is, where its own vendor stands, and the ports.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/secret.h"
#include "core/config/config.h"
#include "core/credential/keyring.h"
#include "core/failover/health_book.h"
#include "core/model/agent_profile.h"
#include "core/ports/clock.h"
#include "core/ports/exchanges.h"
#include "core/ports/random.h"
#include "core/ports/store.h"
#include "core/proxy/books.h"
#include "core/proxy/clients.h"

namespace edgee {

// Fixed for the life of the proxy and shared read-only; caller.h makes one for a request.
struct SessionSetup {
  Secret token;  // first element of every path, or in its own header
  std::uint16_t port = 0;
  AgentProfile agent;
  std::string vendor;           // provider id of the pass-through: "anthropic"
  std::string vendor_base_url;  // "" = the provider's own
  // Whose logins a request may bring beside it, named by "/as/openrouter" behind the token, and the
  // base URL of each ("" = the provider's own).
  std::map<std::string, std::string, std::less<>> vendors;
  bool other_vendor = false;  // of one request: `vendor` is not the one that the run began with
  // Who may come, when anybody may; none: only `agent` does.
  std::vector<Client> clients;
  bool refreshable_login = false;
  // What the agent passes on to others it passes on as it comes, unless it runs in a terminal.
  bool shows_deltas = true;
  std::string launch_id;
  std::string chain;  // chosen on the command line; "" = routes, then the default chain
  bool pin = false;   // as Chain::pin, for all chains
  // Of one request: its model may be named "provider/model", and what its name wishes for.
  bool names_models = false;
  std::shared_ptr<const Chain> wish;  // instead of what the routes say; nullptr = none
};

// The last good configuration; may be swapped while requests run.
using ConfigSource = std::function<std::shared_ptr<const Config>()>;

// All outlive the proxy and are safe to share between its connections.
struct ProxyServices {
  const Clock& clock;
  Random& random;
  UpstreamClient& upstream;
  Keyring& keyring;
  HealthBook& health;
  Store& store;
  ConfigSource config;
  ProxyBooks* books = nullptr;  // none for a single question, or a drill
};

// The same ports for a question of edgee's own, which nobody's health, records or money learn of.
[[nodiscard]] inline ProxyServices apart(const ProxyServices& services, HealthBook& health,
                                         Store& store, std::shared_ptr<const Config> config) {
  return {services.clock,
          services.random,
          services.upstream,
          services.keyring,
          health,
          store,
          [config = std::move(config)] { return config; }};
}

// The agent's own 401: the first goes to the agent, which refreshes; a second within a minute is
// a failure. Shared by all connections; holds its own mutex.
class OwnRefusals {
 public:
  [[nodiscard]] bool shown_recently(TimePoint now) const {
    const std::lock_guard lock(mutex_);
    return shown_ && now - *shown_ < std::chrono::seconds(60);
  }
  void shown(TimePoint now) {
    const std::lock_guard lock(mutex_);
    shown_ = now;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<TimePoint> shown_;
};

}  // namespace edgee
