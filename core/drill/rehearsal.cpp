#include "core/drill/rehearsal.h"

#include <utility>

#include "core/config/parse.h"

namespace edgee {
namespace {

Result<std::shared_ptr<const Config>> read_config(const Stage& stage) {
  auto config = std::make_shared<Config>();
  const auto problems = parse_config({{"drill.toml", stage.config(), ConfigOrigin::user}}, *config);
  if (!problems.empty()) return tl::unexpected(to_error(problems));
  return config;
}

SessionSetup make_session(Random& random, const AgentProfile& agent, const StageVendor& vendor) {
  SessionSetup session;
  session.token = Secret(random.token(32));
  session.agent = agent;
  session.vendor = vendor.id;
  session.vendors[vendor.id];
  return session;
}

}  // namespace

Rehearsal::Rehearsal(const DrillPorts& ports, std::shared_ptr<const Config> config,
                     SessionSetup session)
    : config_(std::move(config)),
      health_(ports.clock),
      services_{ports.clock,
                ports.random,
                ports.upstream,
                ports.keyring,
                health_,
                store_,
                [this] { return config_; }},
      session_(std::move(session)),
      gateway_(services_, session_),
      server_(ports.make_http_server()) {}

Rehearsal::~Rehearsal() {
  server_->stop();
}

Result<std::unique_ptr<Rehearsal>> Rehearsal::open(const DrillPorts& ports, const Stage& stage,
                                                   const AgentProfile& agent) {
  Result<std::shared_ptr<const Config>> config = read_config(stage);
  if (!config) return tl::unexpected(config.error());
  std::unique_ptr<Rehearsal> rehearsal(
      new Rehearsal(ports, *std::move(config), make_session(ports.random, agent, stage.vendor())));
  Result<std::uint16_t> port = rehearsal->server_->start(rehearsal->gateway_);
  if (!port) return tl::unexpected(port.error());
  rehearsal->session_.port = *port;
  return rehearsal;
}

ProxyAddress Rehearsal::address() const {
  return {"http://127.0.0.1:" + std::to_string(session_.port),
          std::string(session_.token.reveal())};
}

std::vector<AttemptEvent> Rehearsal::close() {
  server_->stop();
  return store_.read({}).value_or(std::vector<AttemptEvent>{});
}

}  // namespace edgee
