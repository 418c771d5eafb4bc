#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/agents/agent.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

constexpr const char* kUser = "/home/ann/.claude/settings.json";
constexpr const char* kProject = "/src/app/.claude/settings.json";
constexpr const char* kLocal = "/src/app/.claude/settings.local.json";
constexpr const char* kManaged = "/etc/claude-code/managed-settings.json";

// One machine: files, an environment, and Claude Code's arguments.
struct Desk {
  FakeFiles files;
  FakeEnvironment environment;
  std::vector<std::string> arguments;

  Desk& file(const std::string& path, const std::string& text) {
    files.contents[path] = text;
    return *this;
  }
  Desk& env(const std::string& path, const std::string& name, const std::string& value) {
    return file(path, R"({"env":{")" + name + R"(":")" + value + R"("}})");
  }
  Desk& set(const std::string& name, const std::string& value) {
    environment.variables[name] = value;
    return *this;
  }
  Desk& with(std::vector<std::string> own_arguments) {
    arguments = std::move(own_arguments);
    return *this;
  }
  Result<LaunchPlan> plan() {
    return find_agent("claude")->plan({arguments, "/home/ann", "/src/app"}, environment, files);
  }
  std::string given(const std::string& name) {
    const Result<LaunchPlan> made = plan();
    REQUIRE(made);
    const auto found = made->environment.find(name);
    return found == made->environment.end() ? "(not given)" : found->second;
  }
};

bool mentions(const std::vector<std::string>& sentences, const std::string& part) {
  return std::any_of(sentences.begin(), sentences.end(), [&part](const std::string& sentence) {
    return sentence.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_SUITE_BEGIN("core/agents/claude_code");

TEST_CASE("Claude Code is known by its name and is pointed at us through its environment alone") {
  const Agent* const agent = find_agent("claude");
  REQUIRE(agent != nullptr);
  CHECK(agent->profile.vendor == "anthropic");
  CHECK(agent->profile.head_after == Duration(std::chrono::seconds(60)));
  CHECK(agent->profile.session_header == "x-claude-code-session-id");
  const Result<LaunchPlan> plan = Desk().plan();
  REQUIRE(plan);
  const LaunchCommand command = plan->point_at({"http://127.0.0.1:4711", "tok"}, {"-p", "hi"});
  CHECK(command.arguments == std::vector<std::string>{"-p", "hi"});
  CHECK(command.environment ==
        std::map<std::string, std::string>{{"ANTHROPIC_BASE_URL", "http://127.0.0.1:4711/tok"},
                                           {"CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST", "1"},
                                           {"CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1"}});
  CHECK(find_agent("claud") == nullptr);
}

TEST_CASE("with no settings only the loopback exception is added") {
  Desk desk;
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(plan->vendor == "anthropic");
  CHECK(plan->vendor_base_url.empty());
  CHECK(plan->refreshable_login);
  CHECK(plan->warnings.empty());
  CHECK(plan->environment ==
        std::map<std::string, std::string>{{"NO_PROXY", "127.0.0.1,localhost"},
                                           {"no_proxy", "127.0.0.1,localhost"}});
}

TEST_CASE("model names that the agent would drop are handed on from every settings file") {
  for (const std::string name :
       {"ANTHROPIC_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL_NAME",
        "ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
        "ANTHROPIC_DEFAULT_FABLE_MODEL_SUPPORTED_CAPABILITIES", "ANTHROPIC_SMALL_FAST_MODEL",
        "CLAUDE_CODE_SUBAGENT_MODEL"}) {
    for (const char* path : {kUser, kProject, kLocal, kManaged}) {
      CAPTURE(name);
      CAPTURE(path);
      CHECK(Desk().env(path, name, "claude-mine").given(name) == "claude-mine");
    }
    CHECK(Desk().with({"--settings", R"({"env":{")" + name + R"(":"x"}})"}).given(name) == "x");
  }
}

TEST_CASE("of several model names the one that would have won without us wins") {
  Desk desk;
  const std::string name = "ANTHROPIC_MODEL";
  const auto expect = [&desk, &name](const std::string& value) {
    CAPTURE(value);
    CHECK(desk.given(name) == value);
  };
  desk.set(name, "of-the-environment");
  expect("(not given)");  // the child inherits it
  desk.env(kUser, name, "of-the-user");
  expect("of-the-user");
  desk.env(kProject, name, "of-the-project");
  expect("of-the-project");
  desk.env(kLocal, name, "of-this-checkout");
  expect("of-this-checkout");
  desk.with({"--settings", R"({"env":{"ANTHROPIC_MODEL":"of-the-flag"}})"});
  expect("of-the-flag");
  desk.env(kManaged, name, "of-the-company");
  expect("of-the-company");
  desk.env("/etc/claude-code/managed-settings.d/20-more.json", name, "of-the-drop-in");
  desk.env("/etc/claude-code/managed-settings.d/10-more.json", name, "of-an-earlier-one");
  expect("of-the-drop-in");
}

TEST_CASE("the user's own credentials are handed on, a project's never") {
  for (const std::string name :
       {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"}) {
    CAPTURE(name);
    CHECK(Desk().env(kUser, name, "s3cret").given(name) == "s3cret");
    CHECK(Desk().env(kManaged, name, "s3cret").given(name) == "s3cret");
    CHECK(Desk()
              .file("/src/app/mine.json", R"({"env":{")" + name + R"(":"s3cret"}})")
              .with({"--settings=mine.json"})
              .given(name) == "s3cret");
    for (const char* path : {kProject, kLocal}) {
      Desk desk;
      desk.env(path, name, "s3cret");
      CHECK(desk.given(name) == "(not given)");
      const Result<LaunchPlan> plan = desk.plan();
      CHECK(mentions(plan->warnings, name));
      CHECK(mentions(plan->warnings, path));
      CHECK_FALSE(mentions(plan->warnings, "s3cret"));
    }
  }
}

TEST_CASE("custom headers, other variables and models stay with the agent, which keeps them") {
  Desk desk;
  desk.file(kUser, R"({"model":"opus","permissions":{"allow":["Bash"]},
    "env":{"ANTHROPIC_CUSTOM_HEADERS":"x-a: 1","CLAUDE_CODE_MAX_OUTPUT_TOKENS":"9","FOO":"1"}})");
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(plan->environment.size() == 2);  // NO_PROXY in both spellings
}

TEST_CASE("the base URL of the environment and of the user's settings is where the vendor stands") {
  const std::string name = "ANTHROPIC_BASE_URL";
  const auto vendor = [](Desk& desk) {
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE(plan);
    CHECK_FALSE(plan->environment.contains("ANTHROPIC_BASE_URL"));
    return plan->vendor_base_url;
  };
  Desk desk;
  desk.set(name, "https://gw.example/claude/");
  CHECK(vendor(desk) == "https://gw.example/claude");
  desk.env(kUser, name, "https://mine.example");
  CHECK(vendor(desk) == "https://mine.example");
  desk.with({"-p", "--settings", R"({"env":{"ANTHROPIC_BASE_URL":"http://localhost:1"}})"});
  CHECK(vendor(desk) == "http://localhost:1");
  desk.env(kManaged, name, "https://company.example");
  CHECK(vendor(desk) == "https://company.example");
  CHECK(vendor(Desk().env(kUser, name, "https://api.anthropic.com")).empty());
}

TEST_CASE("a project's base URL is not followed, and said so") {
  for (const char* path : {kProject, kLocal}) {
    Desk desk;
    desk.env(path, "ANTHROPIC_BASE_URL", "https://evil.example");
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE(plan);
    CHECK(plan->vendor_base_url.empty());
    CHECK(mentions(plan->warnings, "ANTHROPIC_BASE_URL"));
  }
}

TEST_CASE("a base URL that no client could use stops the launch without being printed") {
  for (const std::string url :
       {"gw.example", "ftp://gw.example", "https://gw.example/?key=hush", "https://gw. example"}) {
    CAPTURE(url);
    const Result<LaunchPlan> plan = Desk().set("ANTHROPIC_BASE_URL", url).plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().message.find(url) == std::string::npos);
    CHECK_FALSE(plan.error().hint.empty());
  }
}

TEST_CASE("a company proxy goes to our own side and to the agent, loopback past it") {
  Desk desk;
  desk.file(kUser, R"({"env":{"HTTPS_PROXY":"http://proxy:3128","NO_PROXY":".corp"}})");
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(plan->upstream_proxy.at("HTTPS_PROXY") == "http://proxy:3128");
  CHECK(plan->upstream_proxy.at("NO_PROXY") == ".corp,127.0.0.1,localhost");
  CHECK(plan->environment.at("HTTPS_PROXY") == "http://proxy:3128");
  CHECK(plan->environment.at("no_proxy") == ".corp,127.0.0.1,localhost");
  CHECK(Desk().env(kProject, "HTTPS_PROXY", "http://p").given("HTTPS_PROXY") == "(not given)");
  CHECK(Desk().env(kUser, "CLAUDE_CODE_CERT_STORE", "system").given("CLAUDE_CODE_CERT_STORE") ==
        "system");
}

TEST_CASE("the user's exceptions from his proxy survive in both spellings") {
  Desk one;
  one.set("NO_PROXY", "intern, .corp");
  CHECK(one.given("NO_PROXY") == "intern, .corp,127.0.0.1,localhost");
  CHECK(one.given("no_proxy") == "intern, .corp,127.0.0.1,localhost");
  Desk both;
  both.set("NO_PROXY", "a").set("no_proxy", "127.0.0.1");
  CHECK(both.given("NO_PROXY") == "a,127.0.0.1,localhost");
  CHECK(both.given("no_proxy") == "127.0.0.1,localhost");
  CHECK(Desk().set("no_proxy", "*").given("NO_PROXY") == "*");
  CHECK(Desk().set("no_proxy", "").given("no_proxy") == "127.0.0.1,localhost");
}

TEST_CASE("a login that refreshes itself and a key helper are refreshable, keys are not") {
  const auto refreshable = [](Desk& desk) {
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE(plan);
    return plan->refreshable_login;
  };
  const auto helper = R"({"apiKeyHelper":"/bin/mint"})";
  CHECK(refreshable(Desk().file(kUser, helper)));
  CHECK(refreshable(Desk().file(kUser, helper).set("ANTHROPIC_API_KEY", "k")));
  CHECK(refreshable(Desk().file(kProject, helper)));
  CHECK_FALSE(refreshable(Desk().set("ANTHROPIC_API_KEY", "k")));
  CHECK(refreshable(Desk().set("ANTHROPIC_API_KEY", "")));
  CHECK_FALSE(refreshable(Desk().set("ANTHROPIC_AUTH_TOKEN", "t")));
  CHECK_FALSE(refreshable(Desk().set("CLAUDE_CODE_OAUTH_TOKEN", "t")));
  CHECK_FALSE(refreshable(Desk().env(kUser, "ANTHROPIC_API_KEY", "k")));
  CHECK(refreshable(Desk().env(kProject, "ANTHROPIC_API_KEY", "k")));
  CHECK_FALSE(
      refreshable(Desk().set("ANTHROPIC_CUSTOM_HEADERS", "x-a: 1\nAuthorization: Bearer mine")));
  CHECK(refreshable(Desk().set("ANTHROPIC_CUSTOM_HEADERS", "x-a: 1")));
}

TEST_CASE("with another cloud switched on the launch stops and says what to unset") {
  for (const std::string name :
       {"CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY",
        "CLAUDE_CODE_USE_MANTLE", "CLAUDE_CODE_USE_ANTHROPIC_AWS"}) {
    CAPTURE(name);
    const Result<LaunchPlan> from_environment = Desk().set(name, "1").plan();
    REQUIRE_FALSE(from_environment);
    CHECK(from_environment.error().message.find(name) != std::string::npos);
    CHECK(from_environment.error().hint.find("unset " + name) != std::string::npos);
    const Result<LaunchPlan> from_settings = Desk().env(kUser, name, "true").plan();
    REQUIRE_FALSE(from_settings);
    CHECK(from_settings.error().message.find(kUser) != std::string::npos);
    const Result<LaunchPlan> managed = Desk().env(kManaged, name, "1").plan();
    REQUIRE_FALSE(managed);
    CHECK(managed.error().message.find(kManaged) != std::string::npos);
    CHECK(managed.error().hint.find("whoever manages this machine") != std::string::npos);
    CHECK(Desk().set(name, "0").plan());
    Desk project;
    project.env(kProject, name, "1");
    const Result<LaunchPlan> warned = project.plan();
    REQUIRE(warned);
    CHECK(mentions(warned->warnings, name));
  }
}

TEST_CASE("a socket that would win over us is found wherever it is set") {
  const std::string name = "ANTHROPIC_UNIX_SOCKET";
  CHECK_FALSE(Desk().set(name, "/run/x").plan());
  for (const char* path : {kUser, kProject, kLocal, kManaged}) {
    const Result<LaunchPlan> plan = Desk().env(path, name, "/run/x").plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().message.find(path) != std::string::npos);
  }
  CHECK_FALSE(Desk().with({"--settings", R"({"env":{"ANTHROPIC_UNIX_SOCKET":"/x"}})"}).plan());
  CHECK(Desk().env(kUser, name, "").plan());
}

TEST_CASE("of two --settings the last counts alone, and none behind -- counts") {
  const std::string one = R"({"env":{"ANTHROPIC_MODEL":"one"}})";
  const std::string two = R"({"env":{"ANTHROPIC_MODEL":"two"}})";
  CHECK(Desk().with({"--settings", one, "--settings", two}).given("ANTHROPIC_MODEL") == "two");
  CHECK(Desk().with({"--settings=" + one, "--settings", "{}"}).given("ANTHROPIC_MODEL") ==
        "(not given)");
  CHECK(Desk().with({"-p", "--", "--settings", one}).given("ANTHROPIC_MODEL") == "(not given)");
  CHECK(Desk().with({"--settings"}).plan());
  CHECK(Desk().with({"--settings", "/no/such/file"}).plan());
}

TEST_CASE("files that --setting-sources leaves out are left out here too") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_MODEL", "user").env(kProject, "ANTHROPIC_SMALL_FAST_MODEL", "fast");
  desk.with({"--setting-sources", "project, local"});
  CHECK(desk.given("ANTHROPIC_MODEL") == "(not given)");
  CHECK(desk.given("ANTHROPIC_SMALL_FAST_MODEL") == "fast");
  desk.with({"--setting-sources=user"});
  CHECK(desk.given("ANTHROPIC_MODEL") == "user");
  CHECK(desk.given("ANTHROPIC_SMALL_FAST_MODEL") == "(not given)");
}

TEST_CASE("CLAUDE_CONFIG_DIR moves the user's settings") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_MODEL", "old").env("/cfg/settings.json", "ANTHROPIC_MODEL", "new");
  CHECK(desk.set("CLAUDE_CONFIG_DIR", "/cfg").given("ANTHROPIC_MODEL") == "new");
}

TEST_CASE("in the home directory the user's file is his own and no project's") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_API_KEY", "s3cret");
  const Result<LaunchPlan> plan =
      find_agent("claude")->plan({{}, "/home/ann", "/home/ann"}, desk.environment, desk.files);
  REQUIRE(plan);
  CHECK(plan->environment.at("ANTHROPIC_API_KEY") == "s3cret");
  CHECK(plan->warnings.empty());
}

TEST_CASE("settings that are no JSON are warned of and do no harm") {
  for (const std::string text :
       {"{", "[]", "{ // comment\n}", "{\"env\":{\"A\":\"s3cret\",}}", "\xff\xfe", "nonsense"}) {
    CAPTURE(text);
    Desk desk;
    desk.file(kUser, text);
    const Result<LaunchPlan> plan = desk.plan();
    REQUIRE(plan);
    REQUIRE(plan->warnings.size() == 1);
    CHECK(mentions(plan->warnings, kUser));
    CHECK_FALSE(mentions(plan->warnings, "s3cret"));
  }
  for (const std::string text : {"", "{}", R"({"env":7})", R"({"env":{"ANTHROPIC_MODEL":[1]}})",
                                 R"({"apiKeyHelper":false})"}) {
    CAPTURE(text);
    const Result<LaunchPlan> plan = Desk().file(kUser, text).plan();
    REQUIRE(plan);
    CHECK(plan->warnings.empty());
  }
}

TEST_CASE("a settings file that cannot be read is warned of") {
  Desk desk;
  desk.files.read_errors.emplace(kManaged, Error{"cannot read the file", "", 1});
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(mentions(plan->warnings, "cannot read the file"));
}

TEST_CASE("numbers and booleans of an env block become text as in the agent") {
  Desk desk;
  desk.file(kUser, R"({"env":{"ANTHROPIC_MODEL":7,"DISABLE_GROWTHBOOK":true}})");
  CHECK(desk.given("ANTHROPIC_MODEL") == "7");
  CHECK(desk.given("DISABLE_GROWTHBOOK") == "true");
}

TEST_SUITE_END();

}  // namespace edgee
