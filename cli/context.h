// What a command may use: the terminal, the paths and the ports, each made when first asked for.
// One object per run of edgee; commands run on the main thread.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/ports/calendar.h"
#include "core/ports/clock.h"
#include "core/ports/crypto.h"
#include "core/ports/environment.h"
#include "core/ports/exchanges.h"
#include "core/ports/files.h"
#include "core/ports/health_store.h"
#include "core/ports/http_server.h"
#include "core/ports/processes.h"
#include "core/ports/random.h"
#include "core/ports/scripted_server.h"
#include "core/ports/secret_store.h"
#include "core/ports/spending.h"
#include "core/ports/store.h"

namespace edgee {

// Data goes to `out`, words to `err`.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool color = false;  // for err and out alike; NO_COLOR, TERM=dumb and pipes turn it off
};

struct Paths {
  std::string home;
  std::string directory;     // where edgee was called
  std::string program;       // edgee's own, absolute; "" = not known
  std::string config_file;   // $XDG_CONFIG_HOME/edgee/config.toml
  std::string state_dir;     // $XDG_STATE_HOME/edgee
  std::string ledger_file;   // state_dir/ledger.sqlite
  std::string secrets_file;  // $XDG_CONFIG_HOME/edgee/secrets, only after the opt-in
  std::string project_file;  // ./.edgee.toml or a parent's; "" when there is none
};

class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context() = default;

  virtual Streams& io() = 0;
  virtual const Paths& paths() = 0;
  virtual const Environment& environment() = 0;
  virtual Files& files() = 0;
  virtual Clock& clock() = 0;
  virtual Random& random() = 0;
  virtual Crypto& crypto() = 0;
  virtual Processes& processes() = 0;
  virtual SecretStore& secrets() = 0;
  virtual Store& store() = 0;
  virtual HealthStore& health_store() = 0;
  virtual Calendar& calendar() = 0;
  virtual Spending& spending() = 0;
  virtual UpstreamClient& upstream() = 0;
  virtual std::unique_ptr<HttpServer> make_http_server(const ServerLimits& limits) = 0;
  virtual ScriptedServers& scripted_servers() = 0;
  // A line typed without echo; an error when stdin is no terminal.
  virtual Result<Secret> read_hidden(const std::string& prompt) = 0;
  // Shows what `draw` gives on the whole terminal, every `every`, until q or Ctrl-C; gives 0 or the
  // signal that ended it. An error when there is no terminal.
  virtual Result<int> watch(const std::function<std::string()>& draw, Duration every) = 0;
  // Runs $VISUAL, $EDITOR or vi on the file and waits; the editor's exit code.
  virtual Result<int> run_editor(const std::string& file) = 0;

  // What stands behind the agent's name in `edgee launch claude ...`, word for word: the command
  // line parser never sees it. Set by app.cpp before a command runs.
  [[nodiscard]] const std::vector<std::string>& passed_on() const { return passed_on_; }
  void set_passed_on(std::vector<std::string> arguments) { passed_on_ = std::move(arguments); }

  // HTTPS_PROXY, NO_PROXY... from the agent's own settings, which win over our environment. Set
  // before upstream() is first asked for.
  [[nodiscard]] const std::map<std::string, std::string>& upstream_proxy() const {
    return upstream_proxy_;
  }
  void set_upstream_proxy(std::map<std::string, std::string> variables) {
    upstream_proxy_ = std::move(variables);
  }

 private:
  std::vector<std::string> passed_on_;
  std::map<std::string, std::string> upstream_proxy_;
};

}  // namespace edgee
