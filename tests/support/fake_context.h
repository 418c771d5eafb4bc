// A Context over the fakes: files, environment and terminal as a test sets them. One thread.
#pragma once

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "cli/context.h"
#include "tests/support/fake_calendar.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"
#include "tests/support/fake_health_store.h"
#include "tests/support/fake_processes.h"
#include "tests/support/fake_random.h"
#include "tests/support/fake_secret_store.h"
#include "tests/support/fake_store.h"
#include "tests/support/fake_upstream.h"
#include "tests/support/no_spending.h"

namespace edgee {

// Tells texts apart; no digest.
class FakeCrypto : public Crypto {
 public:
  [[nodiscard]] std::string sha256(std::string_view bytes) const override {
    return "sha256 of " + std::string(bytes);
  }
};

// No command on fakes gets as far as a socket.
class NoScriptedServers : public ScriptedServers {
 public:
  Result<std::unique_ptr<ScriptedServer>> open(script::Answerer) override {
    return fail("no servers in this test");
  }
  Result<std::unique_ptr<ScriptedServer>> open_refusing() override {
    return fail("no servers in this test");
  }
};

class FakeContext : public Context {
 public:
  FakeContext() : upstream_(clock_), streams_{out, err, in} {
    paths_.home = "/home/me";
    paths_.directory = "/home/me/project";
    paths_.config_file = "/home/me/.config/edgee/config.toml";
    paths_.state_dir = "/home/me/.local/state/edgee";
    paths_.ledger_file = paths_.state_dir + "/ledger.sqlite";
    paths_.secrets_file = "/home/me/.config/edgee/secrets";
  }

  Streams& io() override { return streams_; }
  const Paths& paths() override { return paths_; }
  const Environment& environment() override { return variables; }
  Files& files() override { return disk; }
  Clock& clock() override { return clock_; }
  Random& random() override { return random_; }
  Crypto& crypto() override { return crypto_; }
  Processes& processes() override { return programs; }
  SecretStore& secrets() override { return keys; }
  Store& store() override { return records; }
  HealthStore& health_store() override { return health; }
  Calendar& calendar() override { return days; }
  Spending& spending() override { return spent; }
  UpstreamClient& upstream() override { return upstream_; }
  std::unique_ptr<HttpServer> make_http_server(const ServerLimits&) override { return nullptr; }
  ScriptedServers& scripted_servers() override { return servers_; }
  Result<Secret> read_hidden(const std::string&) override {
    if (!streams_.in_is_terminal) return fail("stdin is no terminal");
    return Secret(hidden);
  }
  // One look.
  Result<int> watch(const std::function<std::string()>& draw, Duration) override {
    if (!streams_.out_is_terminal) return fail("there is no terminal");
    out << draw();
    return 0;
  }
  Result<int> run_editor(const std::string& file) override {
    edited.push_back(file);
    return on_edit ? on_edit(file) : Result<int>(0);
  }

  // ---- what a test sets and looks at ----
  void use_terminal() {
    streams_.in_is_terminal = true;
    streams_.out_is_terminal = true;
    streams_.err_is_terminal = true;
  }
  void write_config(const std::string& toml) { disk.contents[paths_.config_file] = toml; }
  [[nodiscard]] std::string config() { return disk.contents[paths_.config_file]; }
  void write_project(const std::string& toml) {
    paths_.project_file = "/home/me/project/.edgee.toml";
    disk.contents[paths_.project_file] = toml;
  }
  [[nodiscard]] std::string said() const { return err.str(); }
  [[nodiscard]] std::string printed() const { return out.str(); }

  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in;
  FakeFiles disk;
  FakeEnvironment variables;
  FakeStore records;
  FakeHealthStore health;
  FakeCalendar days;
  NoSpending spent;
  FakeSecretStore keys;
  FakeProcesses programs;
  std::string hidden;
  std::vector<std::string> edited;
  std::function<Result<int>(const std::string&)> on_edit;

 private:
  FakeClock clock_;
  FakeRandom random_;
  FakeCrypto crypto_;
  FakeUpstream upstream_;
  NoScriptedServers servers_;
  Paths paths_;
  Streams streams_;
};

}  // namespace edgee
