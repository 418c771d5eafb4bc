#include "cli/wiring.h"

#include <iostream>
#include <utility>

#include "cli/streams.h"
#include "core/credential/key_store.h"
#include "platform/calendar.h"
#include "platform/clock.h"
#include "platform/crypto.h"
#include "platform/environment.h"
#include "platform/files.h"
#include "platform/http/agent_server.h"
#include "platform/http/scripted_server.h"
#include "platform/http/upstream.h"
#include "platform/os.h"
#include "platform/places.h"
#include "platform/processes.h"
#include "platform/random.h"
#include "platform/secrets/keychain.h"
#include "platform/sqlite/spending.h"
#include "platform/sqlite/sqlite_health.h"
#include "platform/sqlite/sqlite_store.h"
#include "platform/start_state.h"
#include "platform/terminal.h"
#include "platform/watch_screen.h"

namespace edgee {
namespace {

Paths to_paths(Places places) {
  return {.home = std::move(places.home),
          .directory = std::move(places.directory),
          .program = own_program(),
          .config_file = std::move(places.config_file),
          .state_dir = std::move(places.state_dir),
          .ledger_file = std::move(places.ledger_file),
          .secrets_file = std::move(places.secrets_file),
          .project_file = std::move(places.project_file)};
}

Streams make_streams(const Environment& environment) {
  Streams io{.out = std::cout, .err = std::cerr, .in = std::cin};
  io.in_is_terminal = is_terminal(0);
  io.out_is_terminal = is_terminal(1);
  io.err_is_terminal = is_terminal(2);
  io.color = wants_color(environment, io.out_is_terminal && io.err_is_terminal);
  return io;
}

// curl reads its variables in lower case first, as the other command-line tools do.
std::string either(const Environment& environment, const std::string& lower_name,
                   std::string_view upper_name) {
  const std::optional<std::string> value = environment.get(lower_name);
  return value ? *value : environment.get(upper_name).value_or("");
}

UpstreamSettings read_upstream_settings(const Environment& environment) {
  return {.https_proxy = either(environment, "https_proxy", "HTTPS_PROXY"),
          // Not HTTP_PROXY: a CGI server sets that from a request header.
          .http_proxy = environment.get("http_proxy").value_or(""),
          .all_proxy = either(environment, "all_proxy", "ALL_PROXY"),
          .no_proxy = either(environment, "no_proxy", "NO_PROXY"),
          .ssl_cert_file = environment.get("SSL_CERT_FILE").value_or(""),
          .ssl_cert_dir = environment.get("SSL_CERT_DIR").value_or("")};
}

// Each port is made when it is first asked for: `edgee version` opens nothing.
class Wiring : public Context {
 public:
  Wiring(std::unique_ptr<Environment> environment, Places places, StartState start)
      : environment_(std::move(environment)),
        io_(make_streams(*environment_)),
        paths_(to_paths(std::move(places))),
        clock_(make_clock()),
        random_(make_random()),
        processes_(make_processes(std::move(start))) {}

  Streams& io() override { return io_; }
  const Paths& paths() override { return paths_; }
  const Environment& environment() override { return *environment_; }
  Clock& clock() override { return *clock_; }
  Random& random() override { return *random_; }
  Processes& processes() override { return *processes_; }
  Files& files() override {
    if (!files_) files_ = make_files();
    return *files_;
  }
  Crypto& crypto() override {
    if (!crypto_) crypto_ = make_crypto();
    return *crypto_;
  }
  SecretStore& secrets() override {
    if (!secrets_) {
      secrets_ = make_key_store(make_keychain({.may_prompt = io_.in_is_terminal && has_display()}),
                                files(), paths_.secrets_file);
    }
    return *secrets_;
  }
  Store& store() override {
    if (!store_) store_ = make_store({.file = paths_.ledger_file}, *clock_);
    return *store_;
  }
  Calendar& calendar() override {
    if (!calendar_) calendar_ = make_calendar();
    return *calendar_;
  }
  Spending& spending() override {
    if (!spending_) spending_ = make_spending(paths_.ledger_file, *clock_);
    return *spending_;
  }
  HealthStore& health_store() override {
    if (!health_store_) {
      health_store_ = make_health_store({.file = paths_.ledger_file,
                                         .look_every = std::chrono::milliseconds(20),
                                         .longest_wait = nullptr},
                                        *clock_);
    }
    return *health_store_;
  }
  UpstreamClient& upstream() override {
    if (!upstream_) upstream_ = make_upstream_client(upstream_settings());
    return *upstream_;
  }
  std::unique_ptr<HttpServer> make_http_server(const ServerLimits& limits) override {
    return make_agent_server(limits);
  }
  ScriptedServers& scripted_servers() override {
    if (!scripted_) scripted_ = make_scripted_servers();
    return *scripted_;
  }
  Result<Secret> read_hidden(const std::string& prompt) override {
    return read_hidden_line(prompt);
  }
  Result<int> watch(const std::function<std::string()>& draw, Duration every) override {
    return watch_screen(draw, every);
  }
  Result<int> run_editor(const std::string& file) override {
    return edgee::run_editor(*processes_, environment_->all(), file);
  }

 private:
  [[nodiscard]] bool has_display() const {
    return environment_->get("DISPLAY") || environment_->get("WAYLAND_DISPLAY");
  }
  // What the agent's own settings say of a proxy wins over the environment, as it does for it.
  [[nodiscard]] UpstreamSettings upstream_settings() const {
    UpstreamSettings settings = read_upstream_settings(*environment_);
    const auto lay_over = [this](std::string& value, const std::string& name) {
      const auto found = upstream_proxy().find(name);
      if (found != upstream_proxy().end()) value = found->second;
    };
    lay_over(settings.https_proxy, "HTTPS_PROXY");
    lay_over(settings.http_proxy, "HTTP_PROXY");
    lay_over(settings.no_proxy, "NO_PROXY");
    return settings;
  }

  std::unique_ptr<Environment> environment_;
  Streams io_;
  Paths paths_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Random> random_;
  std::unique_ptr<Processes> processes_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<Crypto> crypto_;
  std::unique_ptr<SecretStore> secrets_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<HealthStore> health_store_;
  std::unique_ptr<Calendar> calendar_;
  std::unique_ptr<Spending> spending_;
  std::unique_ptr<UpstreamClient> upstream_;
  std::unique_ptr<ScriptedServers> scripted_;
};

}  // namespace

Result<std::unique_ptr<Context>> make_context() {
  const StartState start = read_start_state();
  harden_process();
  std::unique_ptr<Environment> environment = make_environment();
  Result<Places> places = find_places(*environment);
  if (!places) return tl::unexpected(places.error());
  return std::make_unique<Wiring>(std::move(environment), *std::move(places), start);
}

}  // namespace edgee
