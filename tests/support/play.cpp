#include "tests/support/play.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/drill/brain.h"
#include "platform/http/scripted_server.h"

namespace edgee::play {
namespace {

std::string section_of(const Cast& cast) {
  if (cast.id == "agent") {
    if (cast.provider.empty()) return cast.settings;
    const bool usual = cast.dialect == DialectId::anthropic_messages;
    const std::string dialect = "dialect = \"" + std::string(to_string(cast.dialect)) + "\"\n";
    return "[providers." + cast.provider + "]\nbase_url = \"" + cast.address() + "\"\n" +
           (usual ? "" : dialect) + cast.settings + "\n";
  }
  return "[providers." + cast.id + "]\nbase_url = \"" + cast.address() + "\"\ndialect = \"" +
         std::string(to_string(cast.dialect)) + "\"\ncredential = { env = \"" +
         cast.key_variable() + "\" }\n" + cast.settings + "\n[models.\"" + cast.target() +
         "\"]\nwindow = 2000000\n" + cast.model_settings + "\n";
}

std::string step_of(const Cast& cast) {
  return "[[chain.default.steps]]\ntarget = \"" + cast.target() +
         "\"\ntimeouts = " + cast.timeouts + "\n\n";
}

}  // namespace

std::string Cast::key_variable() const {
  std::string name = "PLAY_KEY_" + id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string Cast::address() const {
  const std::string path = dialect == DialectId::anthropic_messages ? "" : "/v1";
  return (url.empty() ? "http://127.0.0.1:" + std::to_string(server->port()) : url) + path;
}

std::string edgee_binary() {
  return EDGEE_BINARY;
}

Play::Play() : servers_(make_scripted_servers()) {}

Cast& Play::vendor(script::Answerer answerer) {
  return add("agent", DialectId::anthropic_messages, std::move(answerer));
}

Cast& Play::provider(const std::string& id, DialectId dialect, script::Answerer answerer) {
  return add(id, dialect, std::move(answerer));
}

Cast& Play::add(const std::string& id, DialectId dialect, script::Answerer answerer) {
  auto cast = std::make_unique<Cast>();
  cast->id = id;
  cast->dialect = dialect;
  auto server = answerer ? servers_->open(std::move(answerer)) : servers_->open_refusing();
  if (server) cast->server = *std::move(server);
  cast_.push_back(std::move(cast));
  return *cast_.back();
}

const Cast& Play::member(const std::string& id) const {
  const auto found =
      std::find_if(cast_.begin(), cast_.end(),
                   [&id](const std::unique_ptr<Cast>& cast) { return cast->id == id; });
  return **found;
}

std::string Play::config() const {
  std::string text = more_;
  text += "[chain.default]\ncooldown = \"" + cooldown + "\"\n\n";
  for (const auto& cast : cast_)
    text += step_of(*cast);
  for (const auto& cast : cast_)
    text += section_of(*cast);
  return text;
}

void Play::write_config() const {
  home.write(".config/edgee/config.toml", config());
}

Variables Play::variables(const Variables& more) const {
  Variables all = home.environment();
  all["ANTHROPIC_API_KEY"] = "sk-ant-api03-key-of-the-agent";
  for (const auto& cast : cast_) {
    if (cast->id != "agent" && cast->has_key) all[cast->key_variable()] = cast->key();
  }
  for (const auto& [name, value] : more)
    all[name] = value;
  return all;
}

std::unique_ptr<Program> Play::start_edgee(const std::vector<std::string>& arguments,
                                           const Variables& more) const {
  if (writes_config && !cast_.empty()) write_config();
  std::vector<std::string> argv{edgee_binary()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return std::make_unique<Program>(home, argv, variables(more), work_directory());
}

Finished Play::edgee(const std::vector<std::string>& arguments, const Variables& more) const {
  return start_edgee(arguments, more)->wait(std::chrono::seconds(60));
}

std::vector<Json> Play::ledger() const {
  Program log(home, {edgee_binary(), "log", "--json", "--limit", "1000"}, variables(),
              work_directory());
  const Finished finished = log.wait();
  std::vector<Json> events;
  for (const std::string_view line : split(finished.out, '\n')) {
    if (std::optional<Json> event = parse_json(line)) events.push_back(std::move(*event));
  }
  return events;
}

void cast_failover(Play& play) {
  play.vendor([](const script::Received&) {
    return script::Play{script::Head{529, {}}, script::End{}};
  });
  play.provider("second", DialectId::openai_chat, [](const script::Received& request) {
    BrainScript brain;
    brain.dialect = DialectId::openai_chat;
    brain.steps = 0;
    return brain_answer(brain, request);
  });
}

Proxy::Proxy(const Play& play, const std::vector<std::string>& arguments, const Variables& more) {
  std::vector<std::string> all{"proxy", "--quiet"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  program_ = play.start_edgee(all, more);
  eventually([this] { return program_->out().ends_with('\n') || !is_running(program_->pid()); });
  base_url_ = trim(program_->out());
}

}  // namespace edgee::play
