// A play against the real binary: scripted providers on loopback, a home with a config that chains
// them, and edgee (with an agent in front of it, or this test). One thread.
//
//   Play play;
//   play.vendor(replies(529));
//   play.provider("second", DialectId::openai_chat, brain);
//   const Proxy proxy(play);
//   ask_model(proxy.base_url(), body);
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/dialect_id.h"
#include "core/model/script.h"
#include "core/ports/scripted_server.h"
#include "tests/support/play_client.h"
#include "tests/support/play_home.h"
#include "tests/support/play_program.h"

namespace edgee::play {

// A step of the chain: the agent's own vendor ("agent"), or a provider with a key and a model of
// its own.
struct Cast {
  std::string id;
  DialectId dialect = DialectId::anthropic_messages;
  std::string provider = "anthropic";  // of "agent", in the config; "" = it has no section there
  std::unique_ptr<ScriptedServer> server;
  std::string url;             // of the provider's section; "" = its server's
  std::string settings;        // more TOML for its section
  std::string model_settings;  // and for its model's
  std::string timeouts = "{}";
  bool has_key = true;

  [[nodiscard]] std::string model() const { return "model-of-" + id; }
  [[nodiscard]] std::string key() const { return "key-of-" + id; }
  [[nodiscard]] std::string key_variable() const;
  [[nodiscard]] std::string target() const { return id == "agent" ? id : id + "/" + model(); }
  // Its base URL, as the vendors of its dialect document theirs.
  [[nodiscard]] std::string address() const;
};

class Play {
 public:
  Play();

  const Home home;

  // The chain in the order of the calls. The config is written anew with each.
  Cast& vendor(script::Answerer answerer);
  Cast& provider(const std::string& id, DialectId dialect, script::Answerer answerer);
  [[nodiscard]] const std::vector<std::unique_ptr<Cast>>& cast() const { return cast_; }
  [[nodiscard]] const Cast& member(const std::string& id) const;
  // Of the chain. Without one each request meets the first step anew.
  std::string cooldown = "0s";
  // More TOML, in front of the rest. The config is written by the next run.
  void add_config(const std::string& toml) { more_ += toml + "\n"; }
  // Writes the config; runs do it by themselves unless this said false.
  void write_config() const;
  bool writes_config = true;

  // The home's, with the providers' keys and the agent's own, and these on top.
  [[nodiscard]] Variables variables(const Variables& more = {}) const;
  [[nodiscard]] std::string work_directory() const { return home.in("work"); }

  // Runs the binary to its end.
  [[nodiscard]] Finished edgee(const std::vector<std::string>& arguments,
                               const Variables& more = {}) const;
  // Starts it and goes on.
  [[nodiscard]] std::unique_ptr<Program> start_edgee(const std::vector<std::string>& arguments,
                                                     const Variables& more = {}) const;
  // Every attempt so far, oldest first.
  [[nodiscard]] std::vector<Json> ledger() const;

 private:
  Cast& add(const std::string& id, DialectId dialect, script::Answerer answerer);
  [[nodiscard]] std::string config() const;

  std::unique_ptr<ScriptedServers> servers_;
  std::vector<std::unique_ptr<Cast>> cast_;
  std::string more_;
};

// The vendor is overloaded, "second" answers in a sentence of its own.
void cast_failover(Play& play);

// `edgee proxy`, ended with the object.
class Proxy {
 public:
  explicit Proxy(const Play& play, const std::vector<std::string>& arguments = {},
                 const Variables& more = {});
  [[nodiscard]] const std::string& base_url() const { return base_url_; }
  [[nodiscard]] Program& program() { return *program_; }

 private:
  std::unique_ptr<Program> program_;
  std::string base_url_;
};

// The path of the binary under test.
[[nodiscard]] std::string edgee_binary();

}  // namespace edgee::play
