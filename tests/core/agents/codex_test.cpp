#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/agents/agent.h"
#include "core/config/toml_json.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kUser = "/home/ann/.codex/config.toml";
constexpr const char* kLogin = "/home/ann/.codex/auth.json";
constexpr const char* kKey = R"({"OPENAI_API_KEY":"sk-stored"})";
constexpr const char* kPlan =
    R"({"OPENAI_API_KEY":null,"tokens":{"access_token":"jwt","account_id":"acc"}})";
constexpr const char* kOwnProvider =
    "model_provider = \"mine\"\n[model_providers.mine]\nname = \"Mine\"\n"
    "base_url = \"https://llm.example/v1\"\nenv_key = \"MY_KEY\"\n";

// One machine: files, an environment, and Codex's arguments.
struct Desk {
  FakeFiles files;
  FakeEnvironment environment;
  Words arguments;

  Desk& file(const std::string& path, const std::string& text) {
    files.contents[path] = text;
    return *this;
  }
  Desk& set(const std::string& name, const std::string& value) {
    environment.variables[name] = value;
    return *this;
  }
  Desk& with(Words own) {
    arguments = std::move(own);
    return *this;
  }
  Result<LaunchPlan> plan() {
    return find_agent("codex")->plan({arguments, "/home/ann", "/src/app", "", read_toml_as_json},
                                     environment, files);
  }
  LaunchCommand command() {
    const Result<LaunchPlan> made = plan();
    REQUIRE(made);
    return made->point_at({"http://127.0.0.1:4711", "tok-secret"}, {}).value();
  }
};

// The value of our last `-c key=...`; "(none)" when there is none.
std::string setting(const LaunchCommand& command, const std::string& key) {
  std::string value = "(none)";
  for (std::size_t i = 0; i + 1 < command.arguments.size(); ++i) {
    const std::string& next = command.arguments[i + 1];
    if (command.arguments[i] == "-c" && next.starts_with(key + "=")) {
      value = next.substr(key.size() + 1);
    }
  }
  return value;
}

bool mentions(const Words& sentences, const std::string& part) {
  return std::any_of(sentences.begin(), sentences.end(), [&part](const std::string& sentence) {
    return sentence.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_SUITE_BEGIN("core/agents/codex");

TEST_CASE("Codex waits for a head without end and keeps what it was given") {
  const AgentProfile& profile = find_agent("codex")->profile;
  CHECK(profile.dialect == DialectId::openai_responses);
  CHECK(profile.vendor == "openai");
  CHECK_FALSE(profile.head_after);
  CHECK_FALSE(profile.retracting);
  CHECK(profile.session_header == "session-id");
}

TEST_CASE("Codex is pointed at us by a provider that nobody has, its token in the environment") {
  const LaunchCommand command = Desk().file(kLogin, kKey).with({"exec", "hi"}).command();
  const std::string at = "model_providers.edgee_launch.";
  CHECK(setting(command, "model_provider") == R"("edgee_launch")");
  CHECK(setting(command, at + "base_url") == R"("http://127.0.0.1:4711/v1")");
  CHECK(setting(command, at + "name") == R"("edgee")");
  CHECK(setting(command, at + "wire_api") == R"("responses")");
  CHECK(setting(command, at + "requires_openai_auth") == "true");
  CHECK(setting(command, at + "supports_websockets") == "false");
  CHECK(setting(command, at + "env_http_headers.x-edgee-token") == R"("EDGEE_SESSION_TOKEN")");
  CHECK(command.environment.at("EDGEE_SESSION_TOKEN") == "tok-secret");
  CHECK_FALSE(mentions(command.arguments, "tok-secret"));
  CHECK(Words(command.arguments.end() - 2, command.arguments.end()) == Words{"exec", "hi"});
}

TEST_CASE("each of our settings is TOML of its own") {
  for (const std::string& argument : Desk().file(kLogin, kKey).command().arguments) {
    CAPTURE(argument);
    if (argument != "-c") CHECK(read_toml_as_json(argument));
  }
}

TEST_CASE("our settings stand behind the last of the user's own, which so lose to them") {
  const Words own{"-c", "model=\"x\"", "exec", "-cmodel_provider=\"openai\"", "--json", "--", "-c"};
  const LaunchCommand command = Desk().file(kLogin, kKey).with(own).command();
  CHECK(Words(command.arguments.begin(), command.arguments.begin() + 4) ==
        Words(own.begin(), own.begin() + 4));
  CHECK(command.arguments[4] == "-c");
  CHECK(Words(command.arguments.end() - 3, command.arguments.end()) == Words{"--json", "--", "-c"});
}

TEST_CASE("each login goes to its own host") {
  const auto vendor = [](Desk& desk) {
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE(plan);
    CHECK(plan->vendor == "openai");
    return plan->vendor_base_url + (plan->refreshable_login ? " refreshes" : "");
  };
  const std::string chatgpt = "https://chatgpt.com/backend-api/codex refreshes";
  CHECK(vendor(Desk().file(kLogin, kKey)).empty());
  CHECK(vendor(Desk().file(kLogin, kPlan)) == chatgpt);
  CHECK(vendor(Desk().set("CODEX_API_KEY", "sk").with({"exec", "hi"}).file(kLogin, kPlan)).empty());
  // On its screen Codex looks at what is stored.
  CHECK(vendor(Desk().set("CODEX_API_KEY", "sk").file(kLogin, kPlan)) == chatgpt);
  CHECK(vendor(Desk().file(kUser, "cli_auth_credentials_store = \"keyring\"")) == chatgpt);
  CHECK(vendor(Desk().file(kUser,
                           "cli_auth_credentials_store = \"keyring\"\n"
                           "forced_login_method = \"api\""))
            .empty());
  CHECK(vendor(Desk().set("CODEX_HOME", "/srv/codex").file("/srv/codex/auth.json", kPlan)) ==
        chatgpt);
}

TEST_CASE("a key in a variable is brought by its name, and nobody is asked to log in") {
  const LaunchCommand command = Desk().set("CODEX_API_KEY", "sk-mine").command();
  CHECK(setting(command, "model_providers.edgee_launch.env_key") == R"("CODEX_API_KEY")");
  CHECK(setting(command, "model_providers.edgee_launch.requires_openai_auth") == "false");
  CHECK_FALSE(mentions(command.arguments, "sk-mine"));
}

TEST_CASE("without a login that is said, and Codex asks for none: the chain may need none") {
  Desk desk;
  const Result<LaunchPlan> plan = desk.with({"exec", "hi"}).plan();
  REQUIRE(plan);
  CHECK(mentions(plan->warnings, "not logged in"));
  CHECK(setting(desk.command(), "model_providers.edgee_launch.requires_openai_auth") == "false");
  for (const char* word : {"login", "--version", "mcp"}) {
    CAPTURE(word);
    CHECK(Desk().with({word}).plan()->warnings.empty());
  }
}

TEST_CASE("the user's own provider stays what it is and only moves to us") {
  Desk desk;
  desk.file(kUser, kOwnProvider);
  CHECK(desk.plan()->vendor_base_url == "https://llm.example/v1");
  CHECK_FALSE(desk.plan()->refreshable_login);
  CHECK(desk.plan()->warnings.empty());
  const LaunchCommand command = desk.command();
  CHECK(setting(command, "model_provider") == "(none)");
  CHECK(setting(command, "model_providers.mine.base_url") == R"("http://127.0.0.1:4711/v1")");
  CHECK(setting(command, "model_providers.mine.name") == "(none)");
  CHECK(setting(command, "model_providers.mine.wire_api") == "(none)");
  CHECK(setting(command, "model_providers.mine.env_http_headers.x-edgee-token") ==
        R"("EDGEE_SESSION_TOKEN")");
}

TEST_CASE("a provider of the user's named as OpenAI's own is renamed, so that bodies stay plain") {
  const LaunchCommand command =
      Desk()
          .file(kUser,
                "model_provider = \"o\"\n[model_providers.o]\nname = \"OpenAI\"\n"
                "requires_openai_auth = true\n")
          .file(kLogin, kPlan)
          .command();
  CHECK(setting(command, "model_providers.o.name") == R"("edgee")");
}

TEST_CASE("who has a provider of our name keeps it") {
  const LaunchCommand command =
      Desk().file(kUser, "[model_providers.edgee_launch]\nname = \"his\"\n").command();
  CHECK(setting(command, "model_provider") == R"("edgee_launch_")");
}

TEST_CASE("a profile and the command line choose as they do in Codex") {
  const std::string moved = "openai_base_url = \"https://";
  Desk desk;
  desk.file(kLogin, kKey).file(kUser, moved + "file/v1\"");
  desk.file("/home/ann/.codex/work.config.toml", moved + "profile/v1\"");
  const auto base_url = [&desk](Words arguments) {
    return desk.with(std::move(arguments)).plan()->vendor_base_url;
  };
  CHECK(base_url({}) == "https://file/v1");
  CHECK(base_url({"--profile", "work"}) == "https://profile/v1");
  CHECK(base_url({"exec", "-pwork"}) == "https://profile/v1");
  CHECK(base_url({"--profile=work", "-c", "openai_base_url=https://line/v1"}) == "https://line/v1");
  CHECK(base_url({"--config=openai_base_url='https://line/v1'"}) == "https://line/v1");
  CHECK(base_url({"--", "-c", "openai_base_url=https://line/v1"}) == "https://file/v1");
}

TEST_CASE("the token is hidden from tools, together with all that the user hides") {
  Desk desk;
  desk.file(kLogin, kKey);
  CHECK(setting(desk.command(), "shell_environment_policy.exclude") ==
        R"(["EDGEE_SESSION_TOKEN"])");
  desk.file(kUser, "[shell_environment_policy]\nexclude = [\"AWS_*\"]\n");
  desk.file("/src/.codex/config.toml", "shell_environment_policy.exclude = [\"PROJECT_*\"]\n");
  CHECK(setting(desk.command(), "shell_environment_policy.exclude") ==
        R"(["AWS_*","PROJECT_*","EDGEE_SESSION_TOKEN"])");
  desk.with({"-c", "shell_environment_policy.exclude=[\"LINE\"]"});
  CHECK(setting(desk.command(), "shell_environment_policy.exclude") ==
        R"(["LINE","PROJECT_*","EDGEE_SESSION_TOKEN"])");
}

TEST_CASE("where Codex would never talk to us the launch stops and says why") {
  const auto refusal = [](Desk& desk) {
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE_FALSE(plan);
    CHECK_FALSE(plan.error().hint.empty());
    return plan.error().message;
  };
  CHECK(refusal(Desk().with({"--oss"})).find("--oss") != std::string::npos);
  CHECK(refusal(Desk().file(kUser, "model_provider = \"amazon-bedrock\"")).find("amazon-bedrock") !=
        std::string::npos);
  CHECK(refusal(Desk().with({"-c", "model_provider=nobody"})).find("\"nobody\"") !=
        std::string::npos);
  CHECK(refusal(Desk().file("/etc/codex/managed_config.toml", "model_provider = \"corp\""))
            .find("corp") != std::string::npos);
  CHECK(refusal(Desk().file(kUser, "openai_base_url = \"https://x/v1?key=1\"")).find("address") !=
        std::string::npos);
}

TEST_CASE("broken settings are warned about and left to Codex") {
  const Result<LaunchPlan> plan = Desk().file(kLogin, kKey).file(kUser, "model = ").plan();
  REQUIRE(plan);
  CHECK(mentions(plan->warnings, kUser));
}

TEST_CASE("going on with a chat says which ones can be gone on with") {
  CHECK(mentions(Desk().file(kLogin, kKey).with({"resume", "--last"}).plan()->warnings,
                 "began with edgee"));
  CHECK(Desk().file(kUser, kOwnProvider).with({"resume"}).plan()->warnings.empty());
}

TEST_CASE("Codex finds loopback past every proxy") {
  const Result<LaunchPlan> plan = Desk().set("NO_PROXY", "intern").file(kLogin, kKey).plan();
  REQUIRE(plan);
  CHECK(plan->environment.at("NO_PROXY") == "intern,127.0.0.1,localhost");
}

TEST_SUITE_END();

}  // namespace edgee
