#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/agents/agent.h"
#include "core/agents/jsonc.h"
#include "tests/support/fake_environment.h"
#include "tests/support/fake_files.h"

namespace edgee {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kUser = "/home/ann/.config/opencode/opencode.json";
constexpr const char* kUserComments = "/home/ann/.config/opencode/opencode.jsonc";
constexpr const char* kProject = "/src/app/opencode.json";
constexpr const char* kLogins = "/home/ann/.local/share/opencode/auth.json";

// One machine: files, an environment, and OpenCode's arguments.
struct Desk {
  FakeFiles files;
  FakeEnvironment environment;
  Words arguments;
  std::string version = "1.18.33";

  Desk() { files.contents["/src/.git"] = ""; }
  Desk& file(const std::string& path, const std::string& text) {
    files.contents[path] = text;
    return *this;
  }
  Desk& base_url(const std::string& path, const std::string& id, const std::string& url,
                 const std::string& package = "") {
    const std::string npm = package.empty() ? "" : R"("npm":")" + package + R"(",)";
    return file(path, R"({"provider":{")" + id + R"(":{)" + npm + R"("options":{"baseURL":")" +
                          url + R"("}}}})");
  }
  Desk& set(const std::string& name, const std::string& value) {
    environment.variables[name] = value;
    return *this;
  }
  Result<LaunchPlan> plan() {
    return find_agent("opencode")
        ->plan({arguments, "/home/ann", "/src/app", version}, environment, files);
  }
  LaunchCommand command() {
    const Result<LaunchPlan> made = plan();
    REQUIRE(made);
    return made->point_at({"http://127.0.0.1:4711", "tok-secret"}, {}).value();
  }
  Json content() {
    return parse_json(command().environment.at("OPENCODE_CONFIG_CONTENT")).value_or(Json());
  }
  // Where each provider that is led to us stands, and in which dialect.
  std::map<std::string, std::string> led() {
    std::map<std::string, std::string> found;
    const Result<LaunchPlan> made = plan();
    REQUIRE(made);
    for (const Provider& vendor : made->vendors) {
      const Endpoint& endpoint = vendor.endpoints.front();
      found[vendor.id] = std::string(to_string(endpoint.dialect)) + " " + endpoint.base_url;
    }
    return found;
  }
};

using Led = std::map<std::string, std::string>;

bool mentions(const Words& sentences, const std::string& part) {
  return std::any_of(sentences.begin(), sentences.end(), [&part](const std::string& sentence) {
    return sentence.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_SUITE_BEGIN("core/agents/opencode");

TEST_CASE("OpenCode is answered early after two minutes, and text is only ever added to") {
  const Agent* const agent = find_agent("opencode");
  REQUIRE(agent != nullptr);
  CHECK(agent->profile.head_after == Duration(std::chrono::seconds(120)));
  CHECK_FALSE(agent->profile.retracting);
  CHECK(agent->profile.session_header == "x-session-id");
  CHECK(agent->asks_version);
}

TEST_CASE("each provider gets an address of its own, and the token by the variable's name") {
  Desk desk;
  desk.set("ANTHROPIC_API_KEY", "k").set("OPENAI_API_KEY", "k");
  for (const std::string id : {"anthropic", "openai"}) {
    const Json options = desk.content()["provider"][id]["options"];
    CHECK(options["baseURL"] == "http://127.0.0.1:4711/as/" + id + "/v1");
    CHECK(options["headers"]["x-edgee-token"] == "{env:EDGEE_SESSION_TOKEN}");
  }
  CHECK_FALSE(desk.content().contains("providers"));
  CHECK(desk.command().environment.at("EDGEE_SESSION_TOKEN") == "tok-secret");
  CHECK(dump_json(desk.content()).find("tok-secret") == std::string::npos);
  CHECK(desk.command().arguments.empty());
}

TEST_CASE("from version 2 on both keys are written and the server is one of our own") {
  Desk desk;
  desk.set("OPENAI_API_KEY", "k");
  desk.arguments = {"run", "hi"};
  for (const char* version : {"2.0.0", "v2.4.1", "10.0.0\n"}) {
    CAPTURE(version);
    desk.version = version;
    const std::string url = "http://127.0.0.1:4711/{env:EDGEE_SESSION_TOKEN}/as/openai/v1";
    CHECK(desk.content()["provider"]["openai"]["options"]["baseURL"] == url);
    CHECK(desk.content()["providers"]["openai"]["options"]["baseURL"] == url);
    CHECK(desk.command().arguments == Words{"--standalone", "run", "hi"});
  }
  for (const char* version : {"1.18.33", "", "nonsense"}) {
    CAPTURE(version);
    desk.version = version;
    CHECK(desk.command().arguments == Words{"run", "hi"});
  }
}

TEST_CASE("what the variable held already stays, but for the base URLs") {
  const Json content = Desk()
                           .set("OPENCODE_CONFIG_CONTENT",
                                R"({ // mine
                 "model": "mine/m1", "provider": {"mine": {"npm": "@ai-sdk/openai-compatible",
                 "options": {"baseURL": "https://llm.example/v1", "apiKey": "{env:MY_KEY}",
                 "headers": {"x-his": "1"}},}}})")
                           .content();
  CHECK(content["model"] == "mine/m1");
  const Json& options = content["provider"]["mine"]["options"];
  CHECK(options["apiKey"] == "{env:MY_KEY}");
  CHECK(options["headers"]["x-his"] == "1");
  CHECK(options["headers"]["x-edgee-token"] == "{env:EDGEE_SESSION_TOKEN}");
  CHECK(options["baseURL"] == "http://127.0.0.1:4711/as/mine/v1");
}

TEST_CASE("settings in the variable that are none stop the launch") {
  const Result<LaunchPlan> plan = Desk().set("OPENCODE_CONFIG_CONTENT", "{broken").plan();
  REQUIRE_FALSE(plan);
  CHECK(plan.error().message.find("OPENCODE_CONFIG_CONTENT") != std::string::npos);
}

TEST_CASE("who has a login is led to us at the vendor's own address, and nobody else") {
  CHECK(Desk().set("ANTHROPIC_API_KEY", "k").led() == Led{{"anthropic", "anthropic-messages "}});
  CHECK(Desk().file(kLogins, R"({"openai":{"type":"api","key":"k"}})").led() ==
        Led{{"openai", "openai-responses "}});
  const Result<LaunchPlan> nothing = Desk().plan();
  REQUIRE(nothing);
  // Named in the settings, a provider without a login could become OpenCode's default.
  CHECK(nothing->vendors.empty());
  CHECK(mentions(nothing->warnings, "opencode auth login"));
  CHECK(Desk().file(kLogins, R"({"groq":{"type":"api","key":"k"}})").led().empty());
}

TEST_CASE("providers that the user has switched off stay off") {
  const auto led_with = [](const std::string& settings) {
    Desk desk;
    desk.set("ANTHROPIC_API_KEY", "k").set("OPENAI_API_KEY", "k").file(kUser, settings);
    return desk.led();
  };
  const Led openai{{"openai", "openai-responses "}};
  CHECK(led_with(R"({"disabled_providers":["anthropic"]})") == openai);
  CHECK(led_with(R"({"enabled_providers":["openai"]})") == openai);
  CHECK(
      led_with(R"({"disabled_providers":[],"enabled_providers":["openai","anthropic"]})").size() ==
      2);
}

TEST_CASE("what goes past us is said") {
  Desk desk;
  desk.file(kLogins, R"({"openai":{"type":"oauth"},"groq":{"type":"api"}})");
  const Result<LaunchPlan> plan = desk.plan();
  REQUIRE(plan);
  CHECK(mentions(plan->warnings, "chatgpt.com"));
  CHECK(mentions(plan->warnings, "groq"));
  desk.arguments = {"run", "--attach=http://127.0.0.1:4096", "hi"};
  CHECK(mentions(desk.plan()->warnings, "attaches"));
}

TEST_CASE("the user's own providers are led to us in the dialect of their package") {
  const std::string url = "https://llm.example/v1";
  for (const auto& [package, dialect] :
       std::map<std::string, std::string>{{"", "openai-chat"},
                                          {"@ai-sdk/openai-compatible", "openai-chat"},
                                          {"@ai-sdk/openai", "openai-responses"}}) {
    const std::string& name = package;
    CAPTURE(name);
    CHECK(Desk().base_url(kUser, "mine", url, package).led() == Led{{"mine", dialect + " " + url}});
  }
  CHECK(Desk().base_url(kUser, "mine", url, "@ai-sdk/anthropic").led() ==
        Led{{"mine", "anthropic-messages https://llm.example"}});
  CHECK(Desk().base_url(kUser, "anthropic", "https://gw/x/v1/").led() ==
        Led{{"anthropic", "anthropic-messages https://gw/x"}});
  CHECK(Desk().base_url(kUser, "openai", "https://api.openai.com/v1").led() ==
        Led{{"openai", "openai-responses "}});
}

TEST_CASE("an address that cannot be stood in front of is left alone and named") {
  for (const auto& [url, package] :
       std::map<std::string, std::string>{{"unix:///run/x", ""},
                                          {"{file:./url}", ""},
                                          {"https://x/v1?key=1", ""},
                                          {"https://x/anthropic", "@ai-sdk/anthropic"},
                                          {"https://x/v1", "@ai-sdk/google"}}) {
    Desk desk;
    desk.base_url(kUser, "mine", url, package);
    const std::string& name = url;
    CAPTURE(name);
    CHECK(desk.led().empty());
    CHECK(mentions(desk.plan()->warnings, "mine goes past edgee"));
  }
}

TEST_CASE("variables stand for what they hold") {
  CHECK(Desk()
            .base_url(kUser, "mine", "{env:SCHEME}://{env:HOST}/v1")
            .set("SCHEME", "https")
            .set("HOST", "h")
            .led() == Led{{"mine", "openai-chat https://h/v1"}});
  CHECK(Desk().set("ANTHROPIC_API_KEY", "k").set("ANTHROPIC_BASE_URL", "https://gw/v1").led() ==
        Led{{"anthropic", "anthropic-messages https://gw"}});
}

TEST_CASE("the later of the user's files wins, as in OpenCode") {
  Desk desk;
  const auto expect = [&desk](const std::string& host) {
    CAPTURE(host);
    CHECK(desk.led() == Led{{"mine", "openai-chat https://" + host + "/v1"}});
  };
  desk.base_url(kUser, "mine", "https://file/v1");
  expect("file");
  desk.file(kUserComments,
            "/* a */ {\"provider\": {\"mine\": {\"options\": {"
            "\"baseURL\": \"https://comments/v1\", // b\n}}}}");
  expect("comments");
  desk.set("OPENCODE_CONFIG", "more.json")
      .base_url("/src/app/more.json", "mine", "https://more/v1");
  expect("more");
  desk.set("OPENCODE_CONFIG_DIR", "/d").base_url("/d/opencode.json", "mine", "https://dir/v1");
  expect("dir");
  desk.set("OPENCODE_CONFIG_CONTENT",
           R"({"provider":{"mine":{"options":{"baseURL":"https://content/v1"}}}})");
  expect("content");
}

TEST_CASE("a project chooses no address for the user's logins") {
  for (const char* path : {kProject, "/src/opencode.jsonc", "/src/app/.opencode/opencode.json"}) {
    CAPTURE(path);
    Desk desk;
    desk.set("ANTHROPIC_API_KEY", "k").base_url(path, "anthropic", "https://evil/v1");
    CHECK(desk.led() == Led{{"anthropic", "anthropic-messages "}});
    CHECK(mentions(desk.plan()->warnings, path));
  }
  // With a key beside it the provider is the project's, and nobody else may see that key.
  Desk own_key;
  own_key.set("ANTHROPIC_API_KEY", "k").set("OPENAI_API_KEY", "k");
  own_key.file(kProject, R"({"provider":{"anthropic":{"options":)"
                         R"({"baseURL":"https://team/v1","apiKey":"theirs"}}}})");
  CHECK(own_key.led() == Led{{"openai", "openai-responses "}});
  CHECK(mentions(own_key.plan()->warnings, "goes past edgee"));
  CHECK(Desk()
            .set("OPENAI_API_KEY", "k")
            .base_url("/opencode.json", "openai", "https://x/v1")
            .plan()
            ->warnings.empty());
}

TEST_CASE("settings with comments and loose commas are read as they are meant") {
  const auto read = parse_settings(
      "{ // one\n\"a\": \"// no /* comment\", /* two\n */ \"b\": [1,2,],\n"
      "\"c\": \"quote \\\" , }\",}");
  REQUIRE(read);
  CHECK(dump_json(*read) == R"({"a":"// no /* comment","b":[1,2],"c":"quote \" , }"})");
  CHECK_FALSE(parse_settings("[1]"));
  CHECK_FALSE(parse_settings("{\"a\": }"));
  CHECK_FALSE(parse_settings("/*"));
}

TEST_SUITE_END();

}  // namespace edgee
