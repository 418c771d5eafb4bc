// Everybody can launch: each kind of credential reaches the vendor through edgee as it would
// without it, wherever a base URL stands, with the newest and the oldest supported Claude Code, and
// with Codex and OpenCode. Made-up logins, real agents.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/drill/brain.h"
#include "tests/support/play_claude.h"
#include "tests/support/seen_processes.h"

namespace edgee::play {
namespace {

constexpr const char* kAnswer = "The vendor says hello.";
constexpr const char* kUserFile = ".claude/settings.json";
constexpr const char* kDeadPort = "http://127.0.0.1:9";

// What the agent has of its own: files, variables, and what its vendor then gets.
struct Login {
  std::string secret;
  Json user_settings = Json::object();
  Variables variables;
  std::string authorization;
  std::string x_api_key;
};

struct Place {
  const char* name;
  const char* file;  // where a base URL stands; "" = nowhere
};
const std::vector<Place> kPlaces{{"nowhere", ""},
                                 {"the user's settings", kUserFile},
                                 {"the project's settings", "work/.claude/settings.json"},
                                 {"the local settings", "work/.claude/settings.local.json"}};

// Found in no other test's processes.
std::string unique(const Play& play, const std::string& prefix) {
  return prefix + std::filesystem::path(play.home.path()).filename().string();
}

Login api_key(const Play& play) {
  Login login;
  login.secret = unique(play, "sk-ant-api03-");
  login.x_api_key = login.secret;
  login.variables["ANTHROPIC_API_KEY"] = login.secret;
  return login;
}

Login oauth_token(const Play& play) {
  Login login;
  login.secret = unique(play, "sk-ant-oat01-");
  login.authorization = "Bearer " + login.secret;
  login.variables["CLAUDE_CODE_OAUTH_TOKEN"] = login.secret;
  return login;
}

Login stored_login(const Play& play) {
  Login login;
  login.secret = unique(play, "sk-ant-oat01-");
  login.authorization = "Bearer " + login.secret;
  log_in(play, login.secret);
  return login;
}

Login key_helper(const Play& play) {
  Login login;
  login.secret = unique(play, "helped-");
  login.authorization = "Bearer " + login.secret;
  login.x_api_key = login.secret;
  play.home.write("key", login.secret);
  login.user_settings["apiKeyHelper"] = "cat " + play.home.in("key");
  return login;
}

void write_settings(const Play& play, const Login& login, const Place& place,
                    const std::string& vendor) {
  const bool users = std::string(place.file) == kUserFile;
  Json user = login.user_settings;
  // The user's own base URL is followed: there stands the vendor.
  if (users) user["env"]["ANTHROPIC_BASE_URL"] = vendor;
  play.home.write(kUserFile, dump_json(user));
  if (!users && place.file[0] != '\0') {
    play.home.write(place.file, R"({"env":{"ANTHROPIC_BASE_URL":"http://127.0.0.1:9"}})");
  }
}

std::string path_to_claude(const Play& play, const std::string& program) {
  const char* path = std::getenv("PATH");
  play.home.link("bin/claude", program);
  return play.home.in("bin") + ":" + (path == nullptr ? "/usr/bin:/bin" : path);
}

// One start in a home of its own: the request arrives with that credential, and no argv holds it.
void start_once(const std::string& program, Login (*make_login)(const Play&), const Place& place,
                bool own_flag) {
  CAPTURE(place.name);
  CAPTURE(own_flag);
  Play play;
  const Login login = make_login(play);
  SeenProcesses seen;
  const auto brain = sentence_brain(DialectId::anthropic_messages, kAnswer);
  Cast& vendor = play.vendor([&seen, &play, brain](const script::Received& request) {
    seen = look_at_processes(play.home);
    return brain(request);
  });
  const std::string url = vendor.address();
  if (std::string(place.file) == kUserFile) vendor.url = kDeadPort;
  write_settings(play, login, place, url);
  std::vector<std::string> arguments{"-p", "Say hello."};
  if (own_flag) {
    play.home.write("work/mine.json", R"({"env":{"ANTHROPIC_CUSTOM_HEADERS":"x-mine: 1"}})");
    arguments.insert(arguments.end(), {"--settings", "mine.json"});
  }
  Variables variables = login.variables;
  variables.emplace("ANTHROPIC_API_KEY", "");
  variables["PATH"] = path_to_claude(play, program);
  const Finished finished = run_claude(play, arguments, variables);
  INFO(finished.out);
  INFO(finished.err);
  CHECK(finished.code == 0);
  CHECK(finished.out == std::string(kAnswer) + "\n");
  const std::vector<Ask> asks = asks_of(*play.member("agent").server);
  REQUIRE(asks.size() == 1);
  CHECK(asks[0].authorization == login.authorization);
  CHECK(asks[0].x_api_key == login.x_api_key);
  CHECK(header_value(asks[0].headers, "x-mine") == (own_flag ? "1" : ""));
  CHECK(seen.every_argv.find("Say hello.") != std::string::npos);
  CHECK(seen.every_argv.find(login.secret) == std::string::npos);
  const std::string url_seen = variable_seen(seen, "ANTHROPIC_BASE_URL", "http://127.0.0.1:");
  const std::string token = url_seen.substr(url_seen.rfind('/') + 1);
  CHECK(token.size() > 32);
  CHECK(seen.every_argv.find(token) == std::string::npos);
}

void start_everywhere(const std::string& program, Login (*make_login)(const Play&)) {
  if (program.empty()) {
    std::cout << "skipped: the launch matrix: npm could not install this Claude Code\n";
    return;
  }
  for (const Place& place : kPlaces) {
    for (const bool own_flag : {false, true}) {
      start_once(program, make_login, place, own_flag);
    }
  }
}

}  // namespace

TEST_SUITE_BEGIN("e2e/launch_matrix");

TEST_CASE("the newest Claude Code starts with an API key, wherever a base URL stands") {
  start_everywhere(newest_claude(), api_key);
}
TEST_CASE("the newest Claude Code starts with an OAuth token, wherever a base URL stands") {
  start_everywhere(newest_claude(), oauth_token);
}
TEST_CASE("the newest Claude Code starts with a stored login, wherever a base URL stands") {
  start_everywhere(newest_claude(), stored_login);
}
TEST_CASE("the newest Claude Code starts with an apiKeyHelper, wherever a base URL stands") {
  start_everywhere(newest_claude(), key_helper);
}
TEST_CASE("the oldest Claude Code starts with an API key, wherever a base URL stands") {
  start_everywhere(oldest_claude(), api_key);
}
TEST_CASE("the oldest Claude Code starts with an OAuth token, wherever a base URL stands") {
  start_everywhere(oldest_claude(), oauth_token);
}
TEST_CASE("the oldest Claude Code starts with a stored login, wherever a base URL stands") {
  start_everywhere(oldest_claude(), stored_login);
}
TEST_CASE("the oldest Claude Code starts with an apiKeyHelper, wherever a base URL stands") {
  start_everywhere(oldest_claude(), key_helper);
}

TEST_SUITE_END();

}  // namespace edgee::play
