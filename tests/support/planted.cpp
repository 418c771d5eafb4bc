#include "tests/support/planted.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "core/base/json.h"
#include "core/drill/brain.h"

namespace edgee::play {
namespace {

namespace fs = std::filesystem;
using script::Body;
using script::Close;
using script::End;
using script::Head;

constexpr const char* kConfig = ".config/edgee/config.toml";
constexpr const char* kKeyFile = ".config/edgee/secrets";
constexpr const char* kCommandFile = "vault-of-the-command";
constexpr const char* kEnvironmentKey = "PLANTED_KEY";
constexpr const char* kRequest = R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
                                 R"("messages":[{"role":"user","content":"hello"}]})";

struct Owner {
  const char* provider;
  const char* place;
  DialectId dialect;
  const char* credential;
};
constexpr Owner kOwners[] = {
    {"vaulted", "keychain", DialectId::anthropic_messages, "\"keychain\""},
    {"told", "command", DialectId::openai_chat, "{ command = [\"/bin/cat\", \"%\"] }"},
    {"filed", "file", DialectId::anthropic_messages, "\"keychain:filed/work\""},
    {"exported", "environment", DialectId::openai_chat, "{ env = \"PLANTED_KEY\" }"},
    {"last", "", DialectId::openai_chat, "\"none\""},
};

std::string everything_in(const script::Received& request) {
  std::string text;
  for (const Header& header : request.headers)
    text += header.value + " (" + header.name + ") ";
  return text;
}

script::Play error(int status, const std::string& words) {
  const std::string text = quote_json(words);
  const std::string body = R"({"type":"error","error":{"type":)" + text + R"(,"code":)" + text +
                           R"(,"message":)" + text + "}}";
  return {Head{status, {{"content-type", "application/json"}, {"x-echo", words}}}, Body{body},
          End{}};
}

script::Play echo_back(Echo echo, const script::Received& request) {
  const std::string words = everything_in(request);
  const Head stream{200, {{"content-type", "text/event-stream"}, {"request-id", words}}};
  switch (echo) {
    case Echo::error_500:
      return error(500, words);
    case Echo::error_401:
      return error(401, words);
    case Echo::error_429:
      return error(429, words);
    case Echo::error_400:
      return error(400, words);
    case Echo::html:
      return {Head{200, {{"content-type", "text/html"}}}, Body{words}, End{}};
    case Echo::error_event: {
      const std::string text = quote_json(words);
      return {stream,
              Body{"event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":" + text +
                   ",\"code\":" + text + ",\"message\":" + text + "}}\n\n"},
              End{}};
    }
    case Echo::cut:
      return {stream, Body{": " + words + "\n\n"}, Close{}};
  }
  return {};
}

std::string filled(std::string text, const std::string& path) {
  const std::size_t at = text.find('%');
  return at == std::string::npos ? text : text.replace(at, 1, path);
}

}  // namespace

std::vector<std::string> secrets_in(std::string_view text, const std::vector<Secret>& secrets) {
  std::vector<std::string> found;
  for (const Secret& secret : secrets) {
    if (text.find(secret.value) != std::string_view::npos) found.push_back(secret.place);
  }
  return found;
}

ArgvWatch::ArgvWatch(std::vector<Secret> secrets)
    : secrets_(std::move(secrets)), thread_([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
          std::error_code ignored;
          for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
            const std::string argv = read_whole_file(entry.path().string() + "/cmdline");
            for (std::string& place : secrets_in(argv, secrets_))
              seen_.push_back(std::move(place));
          }
          ++looks_;
        }
      }) {}

std::vector<std::string> ArgvWatch::end() {
  thread_.request_stop();
  thread_.join();
  return seen_;
}

Planted::Planted(bool keychain) : keychain_(keychain) {
  play_.writes_config = false;
  secrets_ = {{"agent's key", "sk-ant-api03-planted-6Zt1QeWk", "agent"},
              {"agent's login", "sk-ant-oat01-planted-Hy83LmPo", "agent"}};
  play_.vendor(echoing(false));
  for (const Owner& owner : kOwners) {
    const std::string id = owner.provider;
    const std::string place = owner.place;
    if (place == "keychain" && !keychain_) continue;
    play_.provider(id, owner.dialect, echoing(place.empty()));
    if (!place.empty()) secrets_.push_back({place, "sk-planted-" + place + "-Vb7Xq2Rn", id});
  }
  play_.home.write(kCommandFile, value_of("command") + "\n");
  write_config();
  fs::create_directories(play_.home.in("tmp"));
}

script::Answerer Planted::echoing(bool last) {
  return [last, echo = echo_, last_fails = last_fails_](const script::Received& request) {
    if (!last || *last_fails) return echo_back(*echo, request);
    BrainScript brain;
    brain.dialect = DialectId::openai_chat;
    brain.steps = 0;
    return brain_answer(brain, request);
  };
}

void Planted::write_config() const {
  std::string text = "[chain.default]\ncooldown = \"0s\"\nbudget = \"500ms\"\nsteps = [\"agent\"";
  for (const auto& cast : play_.cast()) {
    if (cast->id != "agent") text += ", \"" + cast->id + "/model\"";
  }
  text += "]\n\n[providers.anthropic]\nbase_url = \"http://127.0.0.1:" +
          std::to_string(play_.member("agent").server->port()) + "\"\n";
  for (const Owner& owner : kOwners) {
    if (std::string_view(owner.place) == "keychain" && !keychain_) continue;
    const Cast& cast = play_.member(owner.provider);
    const std::string path = owner.dialect == DialectId::openai_chat ? "/v1" : "";
    text += "\n[providers." + cast.id +
            "]\nbase_url = \"http://127.0.0.1:" + std::to_string(cast.server->port()) + path +
            "\"\ndialect = \"" + std::string(to_string(owner.dialect)) +
            "\"\ndefault_model = \"model\"\ncredential = " +
            filled(owner.credential, play_.home.in(kCommandFile)) + "\n";
  }
  play_.home.write(kConfig, text);
}

std::string Planted::value_of(const std::string& place) const {
  for (const Secret& secret : secrets_) {
    if (secret.place == place) return secret.value;
  }
  return "";
}

void Planted::fail_with(Echo echo, bool last_too) {
  *echo_ = echo;
  *last_fails_ = last_too;
}

Reply Planted::ask(const Proxy& proxy) const {
  return ask_model(proxy.base_url(), kRequest,
                   {{"x-api-key", value_of("agent's key")},
                    {"authorization", "Bearer " + value_of("agent's login")},
                    {"cookie", "session=" + value_of("agent's login")}});
}

Variables Planted::variables() const {
  Variables variables = play_.home.environment();
  variables["TMPDIR"] = play_.home.in("tmp");
  variables[kEnvironmentKey] = value_of("environment");
  for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"}) {
    const char* value = keychain_ ? std::getenv(name) : nullptr;
    if (value != nullptr) variables[name] = value;
  }
  return variables;
}

Finished Planted::edgee(const std::vector<std::string>& arguments, const std::string& input) {
  std::string name = "edgee";
  for (const std::string& argument : arguments)
    name += " " + argument;
  Variables all = variables();
  all["PLANTED_INPUT"] = input;
  std::vector<std::string> argv{"/bin/sh", "-c", R"(printf '%s' "$PLANTED_INPUT" | "$0" "$@")",
                                edgee_binary()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  Program program(play_.home, argv, all, play_.work_directory());
  Finished finished = program.wait();
  keep(name, finished.out + finished.err);
  return finished;
}

std::map<std::string, std::vector<std::string>> Planted::spilled_files() const {
  std::map<std::string, std::vector<std::string>> found;
  for (const auto& entry : fs::recursive_directory_iterator(play_.home.path())) {
    const std::string path = entry.path().string();
    const bool meant = path == play_.home.in(kKeyFile) || path == play_.home.in(kCommandFile);
    if (!entry.is_regular_file() || meant) continue;
    std::vector<std::string> places = secrets_in(read_whole_file(path), secrets_);
    if (!places.empty()) found[path] = std::move(places);
  }
  return found;
}

}  // namespace edgee::play
