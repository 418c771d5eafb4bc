// The real proxy over a stage of scripted providers, ready for an agent, and what it recorded. The
// proxy stops with the object.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "core/agents/agent.h"
#include "core/config/config.h"
#include "core/credential/keyring.h"
#include "core/drill/memory_store.h"
#include "core/drill/stage.h"
#include "core/ports/clock.h"
#include "core/ports/exchanges.h"
#include "core/ports/http_server.h"
#include "core/ports/random.h"
#include "core/ports/scripted_server.h"
#include "core/proxy/gateway.h"

namespace edgee {

// All outlive what uses them.
struct DrillPorts {
  const Clock& clock;
  Random& random;
  UpstreamClient& upstream;
  ScriptedServers& servers;
  Keyring& keyring;
  std::function<std::unique_ptr<HttpServer>()> make_http_server;
};

class Rehearsal {
 public:
  static Result<std::unique_ptr<Rehearsal>> open(const DrillPorts& ports, const Stage& stage,
                                                 const AgentProfile& agent);
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;
  ~Rehearsal();

  [[nodiscard]] ProxyAddress address() const;
  // What an agent gets as its base URL.
  [[nodiscard]] std::string base_url() const { return address().base_url(); }
  // Stops the proxy and gives the ledger.
  [[nodiscard]] std::vector<AttemptEvent> close();

 private:
  Rehearsal(const DrillPorts& ports, std::shared_ptr<const Config> config, SessionSetup session);

  std::shared_ptr<const Config> config_;
  MemoryStore store_;
  HealthBook health_;
  ProxyServices services_;
  SessionSetup session_;
  Gateway gateway_;
  std::unique_ptr<HttpServer> server_;
};

}  // namespace edgee
