// `edgee launch codex` and `edgee launch opencode` in front of programs that only look at what they
// were given.
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "tests/support/play.h"

namespace edgee::play {
namespace {

// Writes down its arguments, its environment, and every process's command line.
constexpr const char* kLook =
    "#!/bin/bash\n"
    "if [ \"$1\" = --version ]; then echo \"$VERSION_SAID\"; exit 0; fi\n"
    "printf '%s\\n' \"$@\" > \"$HOME/arguments\"\n"
    "env > \"$HOME/seen\"\n"
    "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' > \"$HOME/argv\"\n";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A chain of one provider, and the agent's program in the path.
void cast_agent(Play& play, const std::string& name) {
  play.provider("second", DialectId::openai_chat,
                [](const script::Received&) { return script::Play{script::End{}}; });
  play.home.write_program("bin/" + name, kLook);
}

std::string variable(const Play& play, const std::string& name) {
  for (const std::string& line : play.home.lines("seen")) {
    if (line.starts_with(name + "=")) return line.substr(name.size() + 1);
  }
  return "";
}

Finished launch(const Play& play, std::vector<std::string> arguments, const Variables& more = {}) {
  arguments.insert(arguments.begin(), {"launch", "--quiet"});
  return play.edgee(arguments, more);
}

void check_token_is_hidden(const Play& play) {
  const std::string token = variable(play, "EDGEE_SESSION_TOKEN");
  CHECK(token.size() >= 32);
  CHECK(contains(play.home.read("argv"), "launch"));
  CHECK_FALSE(contains(play.home.read("argv"), token));
}

}  // namespace

TEST_SUITE_BEGIN("e2e/launch_agents");

TEST_CASE(
    "Codex gets its own arguments, our provider in front of them, and the token in a variable") {
  Play play;
  cast_agent(play, "codex");
  const Finished finished =
      launch(play, {"codex", "exec", "a b", "--json"}, {{"CODEX_API_KEY", "sk-mine"}});
  CHECK(finished.code == 0);
  CHECK(finished.err.empty());
  const std::vector<std::string> arguments = play.home.lines("arguments");
  REQUIRE(arguments.size() > 3);
  CHECK(std::vector<std::string>(arguments.end() - 3, arguments.end()) ==
        std::vector<std::string>{"exec", "a b", "--json"});
  const std::string all = play.home.read("arguments");
  CHECK(contains(all, "model_providers.edgee_launch.base_url=\"http://127.0.0.1:"));
  CHECK(contains(all, "model_provider=\"edgee_launch\"\n"));
  CHECK(variable(play, "CODEX_API_KEY") == "sk-mine");
  CHECK_FALSE(contains(play.home.read("argv"), "sk-mine"));
  check_token_is_hidden(play);
}

TEST_CASE("Codex without a login is started all the same, and that is said") {
  Play play;
  cast_agent(play, "codex");
  const Finished finished = launch(play, {"codex", "exec", "hi"});
  CHECK(finished.code == 0);
  CHECK(contains(finished.err, "Codex is not logged in"));
}

TEST_CASE("no file of Codex's is touched, and what it reads there is kept") {
  Play play;
  cast_agent(play, "codex");
  const std::string settings =
      "model = \"gpt-5.1\"\n[shell_environment_policy]\nexclude = [\"AWS_*\"]\n";
  play.home.write(".codex/config.toml", settings);
  play.home.write(".codex/auth.json", R"({"OPENAI_API_KEY":"sk-stored"})");
  const auto written = std::filesystem::last_write_time(play.home.in(".codex/config.toml"));
  CHECK(launch(play, {"codex"}).code == 0);
  CHECK(play.home.read(".codex/config.toml") == settings);
  CHECK(std::filesystem::last_write_time(play.home.in(".codex/config.toml")) == written);
  CHECK(contains(play.home.read("arguments"),
                 "shell_environment_policy.exclude=[\"AWS_*\",\"EDGEE_SESSION_TOKEN\"]\n"));
  CHECK_FALSE(contains(play.home.read("argv"), "sk-stored"));
}

TEST_CASE("a Codex that would go elsewhere is not started") {
  Play play;
  cast_agent(play, "codex");
  const Finished finished = launch(play, {"codex", "--oss"});
  CHECK(finished.code == 1);
  CHECK(contains(finished.err, "--oss"));
  CHECK_FALSE(std::filesystem::exists(play.home.in("seen")));
}

TEST_CASE("OpenCode is led to us by its settings in the environment, and keeps its own") {
  Play play;
  cast_agent(play, "opencode");
  play.home.write(".config/opencode/opencode.jsonc",
                  "{ // mine\n\"provider\": {\"mine\": {\"options\": {\"baseURL\": "
                  "\"https://llm.example/v1\", \"apiKey\": \"sk-mine\"}}},}");
  const Finished finished =
      launch(play, {"opencode", "run", "a b"},
             {{"VERSION_SAID", "1.18.33"}, {"OPENCODE_CONFIG_CONTENT", R"({"model":"mine/m1"})"}});
  CHECK(finished.code == 0);
  CHECK(play.home.lines("arguments") == std::vector<std::string>{"run", "a b"});
  const auto content = parse_json(variable(play, "OPENCODE_CONFIG_CONTENT"));
  REQUIRE(content);
  CHECK(string_member(*content, "model") == "mine/m1");
  const Json& providers = member(*content, "provider");
  for (const char* id : {"mine", "anthropic"}) {
    const std::string url = string_member(member(member(providers, id), "options"), "baseURL");
    CAPTURE(url);
    CHECK(url.starts_with("http://127.0.0.1:"));
    CHECK(url.ends_with(std::string("/as/") + id + "/v1"));
  }
  CHECK_FALSE(contains(play.home.read("argv"), "sk-mine"));
  check_token_is_hidden(play);
}

TEST_CASE("OpenCode 2 is given a server of its own") {
  Play play;
  cast_agent(play, "opencode");
  CHECK(launch(play, {"opencode", "run", "hi"}, {{"VERSION_SAID", "2.0.32"}}).code == 0);
  CHECK(play.home.lines("arguments") == std::vector<std::string>{"--standalone", "run", "hi"});
  check_token_is_hidden(play);
}

TEST_CASE("a missing agent is an error that says how to install it") {
  for (const std::string name : {"codex", "opencode"}) {
    Play play;
    cast_agent(play, "another");
    const Finished finished = launch(play, {name}, {{"PATH", play.home.in("bin")}});
    CHECK(finished.code == 1);
    CHECK(contains(finished.err, "npm install -g"));
  }
}

TEST_SUITE_END();

}  // namespace edgee::play
