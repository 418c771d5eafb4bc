// A proxy that runs as long as a command does: the config, the gateway and the server behind it.
// Made and ended on the main thread; edgee has no other long-lived threads.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "cli/context.h"
#include "cli/live_config.h"
#include "cli/telemetry.h"
#include "core/agents/agent.h"
#include "core/credential/keyring.h"
#include "core/failover/health_book.h"
#include "core/proxy/gateway.h"
#include "core/proxy/session.h"

namespace edgee {

struct ServeOptions {
  std::string chain;  // from the command line; "" = routes, then the default chain
  bool pin = false;   // only the first step answers: a switch is an error
  bool quiet = false;
  bool anybody = false;  // not for one agent: clients of all kinds may come
  // An agent has the screen: what is to be said waits until it is gone.
  bool hold_words = false;
};

class Serving {
 public:
  explicit Serving(Context& context, ServeOptions options);
  // Stops the server first.
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  // Reads the configuration; a broken one is an error before anything else happens.
  Result<void> load();
  // Finds the chain where none is written, says in one line what it is, and serves.
  Result<void> start(const Agent& agent, const LaunchPlan& plan);
  [[nodiscard]] const std::string& launch_id() const { return session_.launch_id; }
  [[nodiscard]] std::shared_ptr<const Config> config() { return config_.current(); }
  [[nodiscard]] ProxyAddress address() const;
  // With the token in its path.
  [[nodiscard]] std::string base_url() const { return address().base_url(); }
  // Reads keys and looks for local servers in the background: once nobody waits for us any more.
  void look_around();
  // Says what was held.
  void speak();

 private:
  void find_chain(const Agent& agent);
  void open_to_anybody(const LaunchPlan& plan);
  void admit_logins(const std::vector<Provider>& vendors);
  Result<void> open_server();
  void open_telemetry();
  void say(const Error& error);
  void say_chain(const FoundSteps& found);
  void look(const std::stop_token& stop);
  void fetch_keys(const std::stop_token& stop);
  // What earlier runs spent, and how fast their providers were.
  void open_books();

  Context& context_;
  const ServeOptions options_;
  LiveConfig config_;
  HealthBook health_;
  std::optional<BudgetBook> budgets_;
  ProxyBooks books_;
  Keyring keyring_;
  SessionSetup session_;
  std::unique_ptr<Telemetry> telemetry_;  // stands in front of the store; none unless configured
  std::optional<ProxyServices> services_;
  std::optional<Gateway> gateway_;
  std::unique_ptr<HttpServer> server_;
  std::mutex words_mutex_;
  std::vector<Error> words_;
  std::jthread looker_;
};

}  // namespace edgee
