// The user's own settings survive `edgee launch` with the real Claude Code: each of his settings
// does what it does without edgee, and none leads past us.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/play_claude.h"

namespace edgee::play {
namespace {

constexpr const char* kAnswer = "The vendor says hello.";
constexpr const char* kOwnModel = "claude-opus-5-5";  // of 2.1.332, on an API key
constexpr const char* kUserFile = ".claude/settings.json";
constexpr const char* kProjectFile = "work/.claude/settings.json";
constexpr const char* kLocalFile = "work/.claude/settings.local.json";
constexpr const char* kDeadPort = "http://127.0.0.1:9";

struct Told {
  Finished finished;
  std::vector<Ask> asks;  // what the vendor got

  [[nodiscard]] bool well() const {
    return finished.code == 0 && finished.out == std::string(kAnswer) + "\n" && asks.size() == 1;
  }
  [[nodiscard]] const Ask& ask() const { return asks.at(0); }
};

Cast& cast_vendor(Play& play) {
  return play.vendor(sentence_brain(DialectId::anthropic_messages, kAnswer));
}

Told tell(const Play& play, const Variables& more = {},
          std::vector<std::string> own_arguments = {}) {
  std::vector<std::string> arguments{"-p", "Say hello."};
  arguments.insert(arguments.end(), own_arguments.begin(), own_arguments.end());
  Told told;
  told.finished = run_claude(play, arguments, more);
  told.asks = asks_of(*play.member("agent").server);
  INFO(told.finished.out);
  INFO(told.finished.err);
  REQUIRE(told.well());
  return told;
}

const Variables kNoKey{{"ANTHROPIC_API_KEY", ""}};

}  // namespace

TEST_SUITE_BEGIN("e2e/agent_settings");

TEST_CASE("an API key of the environment goes to the vendor, and nothing else changes") {
  if (skip_without_claude("an API key of the environment")) return;
  Play play;
  cast_vendor(play);
  const Told told = tell(play);
  CHECK(told.ask().x_api_key == "sk-ant-api03-key-of-the-agent");
  CHECK(told.ask().authorization.empty());
  CHECK(told.ask().model == kOwnModel);
}

TEST_CASE("the user's model, limits, headers and other variables are kept") {
  if (skip_without_claude("the user's model and variables")) return;
  Play play;
  cast_vendor(play);
  play.home.write(kUserFile, R"({"model":"haiku","env":{
    "CLAUDE_CODE_MAX_OUTPUT_TOKENS":"4321","ANTHROPIC_CUSTOM_HEADERS":"x-mine: 1",
    "ANTHROPIC_DEFAULT_HAIKU_MODEL":"claude-haiku-of-mine"}})");
  const Told told = tell(play, {{"ANTHROPIC_CUSTOM_HEADERS", "x-lost: 1"}});
  CHECK(told.ask().model == "claude-haiku-of-mine");
  CHECK(int_member(told.ask().body, "max_tokens") == 4321);
  CHECK(header_value(told.ask().headers, "x-mine") == "1");
  // As without edgee: his settings replace the environment's headers.
  CHECK(find_header(told.ask().headers, "x-lost") == nullptr);
}

TEST_CASE("model names in any settings file are used, the nearest file first") {
  if (skip_without_claude("model names in any settings file")) return;
  Play play;
  cast_vendor(play);
  play.home.write(kUserFile, R"({"env":{"ANTHROPIC_MODEL":"claude-of-the-user"}})");
  play.home.write(kProjectFile, R"({"env":{"ANTHROPIC_MODEL":"claude-of-the-project"}})");
  const Told told = tell(play, {{"ANTHROPIC_MODEL", "claude-of-the-environment"}});
  CHECK(told.ask().model == "claude-of-the-project");
}

TEST_CASE("a user's only credential in his settings is used: token, key, login token") {
  if (skip_without_claude("a credential in the settings")) return;
  for (const auto& [name, header] : std::vector<std::pair<std::string, std::string>>{
           {"ANTHROPIC_AUTH_TOKEN", "Bearer s3cret"},
           {"ANTHROPIC_API_KEY", ""},
           {"CLAUDE_CODE_OAUTH_TOKEN", "Bearer s3cret"}}) {
    const auto& row = name;
    CAPTURE(row);
    Play play;
    cast_vendor(play);
    play.home.write(kUserFile, R"({"env":{")" + name + R"(":"s3cret"}})");
    const Told told = tell(play, kNoKey);
    CHECK(told.ask().authorization == header);
    CHECK(told.ask().x_api_key == (header.empty() ? "s3cret" : ""));
  }
}

TEST_CASE("a key helper runs and its key goes to the vendor") {
  if (skip_without_claude("a key helper")) return;
  Play play;
  cast_vendor(play);
  play.home.write(kUserFile, R"({"apiKeyHelper":"echo helped"})");
  const Told told = tell(play, kNoKey);
  CHECK(told.ask().authorization == "Bearer helped");
}

TEST_CASE("a plan login stays a plan login") {
  if (skip_without_claude("a plan login")) return;
  Play play;
  cast_vendor(play);
  log_in(play);
  const Told told = tell(play, kNoKey);
  CHECK(told.ask().authorization == "Bearer sk-ant-oat01-play");
  CHECK(told.ask().x_api_key.empty());
  CHECK(header_value(told.ask().headers, "anthropic-beta").find("oauth-2025-04-20") !=
        std::string_view::npos);
}

TEST_CASE("a base URL of the user's own settings is where his vendor stands") {
  if (skip_without_claude("a base URL of the user's settings")) return;
  Play play;
  Cast& vendor = cast_vendor(play);
  const std::string url = "http://127.0.0.1:" + std::to_string(vendor.server->port());
  play.home.write(kUserFile, R"({"env":{"ANTHROPIC_BASE_URL":")" + url + R"("}})");
  // Were it not followed, the vendor would be asked at a port where nobody listens.
  vendor.url = kDeadPort;
  CHECK(tell(play).ask().model == kOwnModel);
}

TEST_CASE("dead base URLs, proxies and another cloud in settings do not lead past us") {
  if (skip_without_claude("dead base URLs in settings")) return;
  Play play;
  cast_vendor(play);
  play.home.write(kUserFile, R"({"env":{"HTTP_PROXY":"http://127.0.0.1:9",)"
                             R"("HTTPS_PROXY":"http://127.0.0.1:9"}})");
  play.home.write(kProjectFile, R"({"env":{"ANTHROPIC_BASE_URL":"http://127.0.0.1:9",)"
                                R"("CLAUDE_CODE_USE_BEDROCK":"1"}})");
  play.home.write(kLocalFile, R"({"env":{"ANTHROPIC_BASE_URL":"http://127.0.0.1:9"}})");
  const Told told = tell(play, {{"http_proxy", kDeadPort}, {"no_proxy", "intern"}});
  CHECK(told.finished.err.find("work/.claude/settings.json sets ANTHROPIC_BASE_URL, "
                               "CLAUDE_CODE_USE_BEDROCK") != std::string::npos);
}

TEST_CASE("the user's own --settings counts, the last one whole, but for where requests go") {
  if (skip_without_claude("the user's own --settings")) return;
  Play play;
  cast_vendor(play);
  play.home.write("work/mine.json", R"({"model":"sonnet","apiKeyHelper":"echo helped","env":{
    "ANTHROPIC_DEFAULT_SONNET_MODEL":"claude-sonnet-of-mine",
    "CLAUDE_CODE_MAX_OUTPUT_TOKENS":"4321"}})");
  const Told told =
      tell(play, kNoKey, {"--settings", R"({"model":"opus"})", "--settings", "mine.json"});
  CHECK(told.ask().model == "claude-sonnet-of-mine");
  CHECK(int_member(told.ask().body, "max_tokens") == 4321);
  CHECK(told.ask().authorization == "Bearer helped");
}

TEST_CASE("the user's permissions are kept: a tool runs that only they allow") {
  if (skip_without_claude("the user's permissions")) return;
  Play play;
  play.vendor(step_brain(DialectId::anthropic_messages));
  play.home.write(kUserFile, R"({"permissions":{"allow":["Bash"]}})");
  const Finished finished = run_claude(play, {"-p", "Write the three steps."});
  CHECK(finished.code == 0);
  CHECK(play.home.lines("work/steps.txt").size() == 3);
}

TEST_SUITE_END();

}  // namespace edgee::play
