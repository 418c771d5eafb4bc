#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/agents/agent.h"
#include "core/base/json.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

constexpr const char* kUser = "/home/ann/.claude/settings.json";
constexpr const char* kProject = "/src/app/.claude/settings.json";
constexpr const char* kLocal = "/src/app/.claude/settings.local.json";
constexpr const char* kManaged = "/etc/claude-code/managed-settings.json";
constexpr const char* kPrivate = "/state/launch/1-abc.json";
constexpr const char* kUs = "http://127.0.0.1:4711/tok";

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
  LaunchCommand command(const LaunchExtras& extras = {kPrivate, ""}) {
    const Result<LaunchPlan> made = plan();
    REQUIRE(made);
    return made->point_at({"http://127.0.0.1:4711", "tok"}, extras).value();
  }
  // What the private settings file says of a variable.
  std::string given(const std::string& name) {
    const Json settings = parse_json(command().settings).value_or(Json());
    const Json& variables = member(settings, "env");
    return variables.contains(name) ? string_member(variables, name) : "(not given)";
  }
};

bool mentions(const std::vector<std::string>& sentences, const std::string& part) {
  return std::any_of(sentences.begin(), sentences.end(), [&part](const std::string& sentence) {
    return sentence.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_SUITE_BEGIN("core/agents/claude_code");

TEST_CASE("Claude Code is pointed at us by its environment alone, where nothing wins over that") {
  const Agent* const agent = find_agent("claude");
  REQUIRE(agent != nullptr);
  CHECK(agent->profile.vendor == "anthropic");
  CHECK(agent->profile.head_after == Duration(std::chrono::seconds(60)));
  CHECK(agent->profile.session_header == "x-claude-code-session-id");
  const LaunchCommand command = Desk().with({"-p", "hi"}).command();
  CHECK(command.arguments == std::vector<std::string>{"-p", "hi"});
  CHECK(command.settings.empty());
  // Not the switch that makes it ignore its stored login.
  CHECK(command.environment ==
        std::map<std::string, std::string>{{"ANTHROPIC_BASE_URL", kUs},
                                           {"CLAUDE_CODE_GATEWAY_HINT_HEADERS", "1"}});
  CHECK(find_agent("claud") == nullptr);
}

TEST_CASE("where a settings file would win, our address stands in private settings") {
  for (const char* path : {kUser, kProject, kLocal}) {
    CAPTURE(path);
    Desk desk;
    desk.env(path, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9").with({"-p", "hi"});
    const LaunchCommand command = desk.command();
    CHECK(command.arguments == std::vector<std::string>{"--settings", kPrivate, "-p", "hi"});
    CHECK(command.settings == R"({"env":{"ANTHROPIC_BASE_URL":"http://127.0.0.1:4711/tok"}})");
  }
  CHECK(Desk()
            .with({"--settings", R"({"env":{"ANTHROPIC_BASE_URL":"http://127.0.0.1:9"}})"})
            .given("ANTHROPIC_BASE_URL") == kUs);
}

TEST_CASE("the user's own --settings is kept in ours, in its place and in one flag") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
  const std::string his = R"({"model":"opus","env":{"A":"1"},"permissions":{"allow":["Bash"]}})";
  const std::string merged =
      R"({"model":"opus","env":{"A":"1","ANTHROPIC_BASE_URL":"http://127.0.0.1:4711/tok"},)"
      R"("permissions":{"allow":["Bash"]}})";
  desk.file("/src/app/his.json", his);
  using Words = std::vector<std::string>;
  for (const auto& [own, expected] : std::vector<std::pair<Words, Words>>{
           {{"-c", "--settings", his, "--", "hi"}, {"-c", "--settings", kPrivate, "--", "hi"}},
           {{"--settings=" + his}, {std::string("--settings=") + kPrivate}},
           {{"--settings", "his.json"}, {"--settings", kPrivate}},
           // Of two the agent takes the last one whole.
           {{"--settings", "{}", "--settings", his},
            {"--settings", "{}", "--settings", kPrivate}}}) {
    const LaunchCommand command = desk.with(own).command();
    CHECK(command.arguments == expected);
    CHECK(command.settings == merged);
  }
}

TEST_CASE("without need the user's own --settings is left as it is") {
  Desk desk;
  desk.file("/src/app/his.json", R"x({"permissions":{"deny":["Read(/secret/**)"]}})x");
  const std::vector<std::string> own{"--settings", "his.json"};
  CHECK(desk.with(own).command({kPrivate, "ours"}).arguments == own);
}

TEST_CASE("rules that are relative to the folder of the user's settings keep their meaning") {
  for (const auto& [rule, expected] : std::vector<std::pair<std::string, std::string>>{
           {"Read(/secret/**)", "Read(//src/app/cfg/secret/**)"},
           {"Edit(/src/**)", "Edit(//src/app/cfg/src/**)"},
           {"Read(//etc/**)", "Read(//etc/**)"},
           {"Read(~/x)", "Read(~/x)"},
           {"Read(y)", "Read(y)"},
           {"Bash(/usr/bin/git:*)", "Bash(/usr/bin/git:*)"},
           {"Read", "Read"}}) {
    CAPTURE(rule);
    for (const char* list : {"allow", "deny", "ask"}) {
      Desk desk;
      desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
      Json his = Json::object();
      his["permissions"][list] = {rule};
      desk.file("/src/app/cfg/his.json", dump_json(his)).with({"--settings", "cfg/his.json"});
      const Json ours = *parse_json(desk.command().settings);
      CHECK(member(member(ours, "permissions"), list)[0] == expected);
    }
  }
}

TEST_CASE("a command is no session: nothing stands in front of it") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
  for (const std::string name : {"logs", "mcp", "daemon", "remote-control", "rm"}) {
    const std::vector<std::string> own{name, "x"};
    CHECK(desk.with(own).command({kPrivate, "ours"}).arguments == own);
    CHECK(desk.command().environment.empty());
  }
  CHECK(desk.with({"fix the logs"}).command().arguments.size() == 3);
}

TEST_CASE("sessions in the background, which outlive us, are not pointed at us, and that is said") {
  for (const std::vector<std::string>& own : std::vector<std::vector<std::string>>{
           {"--bg", "hi"}, {"--model", "opus", "--background", "hi"}, {"agents"}}) {
    Desk desk;
    desk.with(own);
    CHECK(desk.command({kPrivate, "ours"}).arguments == own);
    CHECK(desk.command().environment.empty());
    CHECK(mentions(desk.plan()->warnings, "background"));
  }
  CHECK(Desk().with({"-p", "--", "--bg"}).command().environment.size() == 2);
}

TEST_CASE("an empty flag and a file that the agent ignores count as no settings") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
  desk.file("/src/app/bad.json", "{ // comment\n}");
  for (const std::string flag : {"", "bad.json"}) {
    CHECK(desk.with({"--settings", flag}).given("ANTHROPIC_BASE_URL") == kUs);
  }
  CHECK_FALSE(mentions(desk.with({"--settings", ""}).plan()->warnings, "cannot read"));
}

TEST_CASE("settings are read as JavaScript reads JSON") {
  for (const std::string odd : {"\"caf\xe9\"", "\"\\ud83d\"", "1e999", "-1e999", "\"\\udc00\""}) {
    CAPTURE(odd);
    Desk desk;
    desk.file(kUser,
              R"({"note":)" + odd + R"(,"env":{"ANTHROPIC_BASE_URL":"https://gw.example"}})");
    CHECK(desk.plan()->warnings.empty());
    CHECK(desk.plan()->vendor_base_url == "https://gw.example");
    desk.with({"--settings", R"({"note":)" + odd + R"(,"model":"opus"})"});
    CHECK(string_member(*parse_json(desk.command().settings), "model") == "opus");
  }
}

TEST_CASE("a file that Claude Code ignores does not steer us either") {
  const std::string away = R"("env":{"ANTHROPIC_BASE_URL":"https://gw.example"}})";
  for (const std::string wrong :
       {R"("permissions":5)", R"("permissions":{"allow":5})", R"("model":5)", R"("apiKeyHelper":5)",
        R"("statusLine":5)", R"("cleanupPeriodDays":"x")"}) {
    CAPTURE(wrong);
    Desk desk;
    desk.file(kUser, "{" + wrong + "," + away);
    CHECK(desk.plan()->vendor_base_url.empty());
    CHECK(mentions(desk.plan()->warnings, "wrong type"));
  }
  Desk right;
  right.file(kUser, R"({"permissions":{"allow":[]},"hooks":5,"unknown":5,)" + away);
  CHECK(right.plan()->vendor_base_url == "https://gw.example");
  CHECK(right.with({"--restricted"}).plan()->vendor_base_url.empty());
}

TEST_CASE("a flag that makes Claude Code stop with an error is left for it to complain about") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
  for (const std::string flag : {"missing.json", "{broken"}) {
    const LaunchCommand command = desk.with({"--settings", flag}).command();
    CHECK(command.arguments == std::vector<std::string>{"--settings", flag});
    CHECK(command.settings.empty());
  }
}

TEST_CASE("a flag that only Claude Code can read is left alone, unless settings lead elsewhere") {
  Desk desk;
  desk.files.read_errors.emplace("/dev/fd/63", Error{"it is no regular file", "", 1});
  desk.with({"--settings", "/dev/fd/63"});
  CHECK(desk.command().arguments == std::vector<std::string>{"--settings", "/dev/fd/63"});
  desk.env(kUser, "ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
  const auto command = desk.plan()->point_at({"http://127.0.0.1:4711", "tok"}, {kPrivate, ""});
  REQUIRE_FALSE(command);
  CHECK(command.error().message.find(kUser) != std::string::npos);
  CHECK(command.error().message.find("no regular file") != std::string::npos);
}

TEST_CASE("without a private file the environment does, unless a settings file would win over it") {
  CHECK(Desk().command({}).arguments.empty());
  CHECK(Desk().command({}).environment.at("ANTHROPIC_BASE_URL") == kUs);
  for (const auto& [path, name] :
       std::vector<std::pair<const char*, const char*>>{{kUser, "ANTHROPIC_BASE_URL"},
                                                        {kLocal, "ANTHROPIC_BASE_URL"},
                                                        {kProject, "CLAUDE_CODE_USE_BEDROCK"}}) {
    const Result<LaunchPlan> plan = Desk().env(path, name, "1").plan();
    if (path == kUser) continue;  // no address: the plan is an error already
    REQUIRE(plan);
    const Result<LaunchCommand> command = plan->point_at({"http://127.0.0.1:4711", "tok"}, {});
    REQUIRE_FALSE(command);
    CHECK(command.error().message.find(path) != std::string::npos);
  }
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

TEST_CASE("models, credentials and headers of every source stay with the agent, which reads them") {
  for (const std::string name : {"ANTHROPIC_MODEL", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN",
                                 "CLAUDE_CODE_OAUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS"}) {
    CAPTURE(name);
    for (const char* path : {kUser, kProject, kLocal, kManaged}) {
      Desk desk;
      desk.env(path, name, "s3cret");
      CHECK(desk.given(name) == "(not given)");
      CHECK(desk.plan()->warnings.empty());
    }
  }
}

TEST_CASE("credentials beside a project's base URL are that host's, and are not used elsewhere") {
  for (const std::string name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN",
                                 "CLAUDE_CODE_OAUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS"}) {
    CAPTURE(name);
    Desk desk;
    desk.file(kProject, R"({"env":{"ANTHROPIC_BASE_URL":"https://gw.example",")" + name +
                            R"(":"s3cret"},"apiKeyHelper":"theirs"})");
    CHECK(desk.given(name).empty());
    CHECK(string_member(*parse_json(desk.command().settings), "apiKeyHelper").empty());
    CHECK(desk.plan()->refreshable_login);  // the stored login is what is left
    const std::vector<std::string> warnings = desk.plan()->warnings;
    CHECK(mentions(warnings, "ANTHROPIC_BASE_URL, "));
    CHECK(mentions(warnings, name));
    CHECK(mentions(warnings, kProject));
    CHECK(mentions(warnings, "put it into ~/.claude/settings.json"));
    CHECK_FALSE(mentions(warnings, "s3cret"));
    desk.set(name, "of-the-environment");
    CHECK(desk.given(name) == "of-the-environment");
    desk.file(kUser, R"({"env":{")" + name + R"(":"mine"},"apiKeyHelper":"my helper"})");
    CHECK(desk.given(name) == "mine");
    CHECK(string_member(*parse_json(desk.command().settings), "apiKeyHelper") == "my helper");
  }
}

TEST_CASE("a project whose base URL is the user's own keeps its credentials") {
  Desk desk;
  desk.set("ANTHROPIC_BASE_URL", "https://gw.example");
  desk.file(kProject, R"({"env":{"ANTHROPIC_BASE_URL":"https://gw.example",)"
                      R"("ANTHROPIC_AUTH_TOKEN":"s3cret"}})");
  CHECK(desk.given("ANTHROPIC_AUTH_TOKEN") == "(not given)");
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
  CHECK(vendor(Desk().env(kUser, name, "https://api.anthropic.com")).empty());
}

TEST_CASE("a base URL in managed settings stops the launch, since nothing wins over it") {
  const Result<LaunchPlan> plan =
      Desk().env(kManaged, "ANTHROPIC_BASE_URL", "https://company.example").plan();
  REQUIRE_FALSE(plan);
  CHECK(plan.error().message.find(kManaged) != std::string::npos);
  CHECK(plan.error().hint.find("whoever manages this machine") != std::string::npos);
}

TEST_CASE("local settings of the checkout's top, and of a worktree's main checkout, are read too") {
  Desk top;
  top.file("/src/.git/HEAD", "ref: refs/heads/main\n");
  top.env("/src/.claude/settings.local.json", "ANTHROPIC_BASE_URL", "https://gw.example");
  CHECK(mentions(top.plan()->warnings, "/src/.claude/settings.local.json"));
  Desk worktree;
  worktree.file("/src/app/.git", "gitdir: /main/.git/worktrees/app\n");
  worktree.env("/main/.claude/settings.local.json", "ANTHROPIC_BASE_URL", "https://gw.example");
  CHECK(mentions(worktree.plan()->warnings, "/main/.claude/settings.local.json"));
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
  for (const auto& [url, same] : std::vector<std::pair<std::string, std::string>>{
           {"HTTPS://gw.example", "https://gw.example"},
           {" https://gw.example/ ", "https://gw.example"}}) {
    CHECK(Desk().set("ANTHROPIC_BASE_URL", url).plan()->vendor_base_url == same);
  }
  for (const std::string url :
       {"gw.example", "ftp://gw.example", "https://gw.example/?key=hush", "https://gw. example"}) {
    CAPTURE(url);
    const Result<LaunchPlan> plan = Desk().set("ANTHROPIC_BASE_URL", url).plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().message.find(url) == std::string::npos);
    CHECK_FALSE(plan.error().hint.empty());
  }
}

TEST_CASE("a company proxy in the settings counts for our own side, loopback past it for both") {
  Desk desk;
  desk.file(kUser, R"({"env":{"HTTPS_PROXY":"http://proxy:3128","NO_PROXY":".corp"}})");
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(plan->upstream_proxy.at("HTTPS_PROXY") == "http://proxy:3128");
  CHECK(plan->upstream_proxy.at("NO_PROXY") == ".corp,127.0.0.1,localhost");
  CHECK(plan->environment.at("no_proxy") == ".corp,127.0.0.1,localhost");
  // His settings would replace what stands in the environment.
  CHECK(desk.given("NO_PROXY") == ".corp,127.0.0.1,localhost");
  CHECK(desk.given("HTTPS_PROXY") == "(not given)");
  CHECK(Desk().given("NO_PROXY") == "(not given)");
}

TEST_CASE("a project's proxy is the agent's, not ours, and does not keep it from us") {
  Desk desk;
  desk.env(kProject, "HTTPS_PROXY", "http://p");
  CHECK_FALSE(desk.plan()->upstream_proxy.contains("HTTPS_PROXY"));
  CHECK(desk.plan()->environment.at("NO_PROXY") == "127.0.0.1,localhost");
  CHECK(mentions(desk.plan()->warnings, "HTTPS_PROXY"));
}

TEST_CASE("the user's exceptions from his proxy survive in both spellings") {
  const auto agents = [](Desk& desk, const char* name) {
    return desk.plan()->environment.at(name);
  };
  Desk one;
  one.set("NO_PROXY", "intern, .corp");
  CHECK(agents(one, "NO_PROXY") == "intern, .corp,127.0.0.1,localhost");
  CHECK(agents(one, "no_proxy") == "intern, .corp,127.0.0.1,localhost");
  Desk both;
  both.set("NO_PROXY", "a").set("no_proxy", "127.0.0.1");
  CHECK(agents(both, "NO_PROXY") == "a,127.0.0.1,localhost");
  CHECK(agents(both, "no_proxy") == "127.0.0.1,localhost");
  CHECK(agents(Desk().set("no_proxy", "*"), "NO_PROXY") == "*");
  CHECK(agents(Desk().set("no_proxy", ""), "no_proxy") == "127.0.0.1,localhost");
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
  CHECK_FALSE(refreshable(Desk().env(kProject, "ANTHROPIC_API_KEY", "k")));
  CHECK_FALSE(
      refreshable(Desk().set("ANTHROPIC_CUSTOM_HEADERS", "x-a: 1\nAuthorization: Bearer mine")));
  CHECK(refreshable(Desk().set("ANTHROPIC_CUSTOM_HEADERS", "x-a: 1")));
}

TEST_CASE("with another cloud switched on the launch stops and says what to unset") {
  for (const std::string name :
       {"CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY",
        "CLAUDE_CODE_USE_MANTLE", "CLAUDE_CODE_USE_ANTHROPIC_AWS",
        "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD"}) {
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
    CHECK(project.given(name).empty());  // switched off, or it would go there
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

TEST_CASE("none of the flags behind -- counts, and one without a value is the agent's to judge") {
  const std::string his = R"({"env":{"ANTHROPIC_MODEL":"one"}})";
  CHECK(Desk().with({"-p", "--", "--settings", his}).given("ANTHROPIC_MODEL") == "(not given)");
  CHECK(Desk().with({"--settings"}).plan());
}

TEST_CASE("files that --setting-sources leaves out are left out here too") {
  const char* away = "ANTHROPIC_BASE_URL";
  Desk desk;
  desk.env(kUser, away, "https://user.example").env(kProject, away, "https://project.example");
  desk.with({"--setting-sources", "project, local"});
  CHECK(desk.plan()->vendor_base_url.empty());
  CHECK(mentions(desk.plan()->warnings, kProject));
  desk.with({"--setting-sources=user"});
  CHECK(desk.plan()->vendor_base_url == "https://user.example");
  CHECK(desk.plan()->warnings.empty());
}

TEST_CASE("CLAUDE_CONFIG_DIR moves the user's settings") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "https://old.example");
  desk.env("/cfg/settings.json", "ANTHROPIC_BASE_URL", "https://new.example");
  CHECK(desk.set("CLAUDE_CONFIG_DIR", "/cfg").plan()->vendor_base_url == "https://new.example");
}

TEST_CASE("in the home directory the user's file is his own and no project's") {
  Desk desk;
  desk.env(kUser, "ANTHROPIC_BASE_URL", "https://mine.example");
  const Result<LaunchPlan> plan =
      find_agent("claude")->plan({{}, "/home/ann", "/home/ann"}, desk.environment, desk.files);
  REQUIRE(plan);
  CHECK(plan->vendor_base_url == "https://mine.example");
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
  for (const std::string text : {"", "{}", R"({"env":7})", R"({"env":{"ANTHROPIC_MODEL":[1]}})"}) {
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
  for (const char* on : {"1", "true"}) {
    CHECK_FALSE(Desk()
                    .file(kUser, std::string(R"({"env":{"CLAUDE_CODE_USE_BEDROCK":)") + on + "}}")
                    .plan());
  }
}

TEST_SUITE_END();

}  // namespace edgee
