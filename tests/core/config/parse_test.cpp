#include "core/config/parse.h"

#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"

namespace edgee {
using namespace std::chrono_literals;

namespace {

Config parse_good(const std::string& toml) {
  Config config;
  const auto problems = parse_config({{"config.toml", toml, ConfigOrigin::user}}, config);
  for (const ConfigProblem& problem : problems)
    FAIL(to_string(problem));
  return config;
}

const Step& step_of(const Config& config, const std::string& chain, std::size_t index) {
  return config.chains.find(chain)->second.steps.at(index);
}

}  // namespace

TEST_SUITE("core/config/parse") {
  TEST_CASE("an empty file is the built-in configuration") {
    for (const char* text : {"", "\n# nothing yet\n", "\xEF\xBB\xBF"}) {
      const Config config = parse_good(text);
      CHECK_FALSE(config.has_chain);
      CHECK(config.default_chain == "default");
      CHECK(config.limits.max_body_megabytes == 64);
      CHECK(config.ledger.keep_days == 90);
      CHECK(config.provider("openrouter") == find_catalog_provider("openrouter"));
      CHECK(config.provider("nobody") == nullptr);
    }
  }

  TEST_CASE("the short form lists steps in order") {
    const Config config = parse_good(
        "[chain.default]\nsteps = [\"agent\", \"anthropic/claude-opus-5-5\",\n"
        " \"openrouter/z-ai/glm-5\", \"ollama/qwen3-coder:30b\"]\n");
    CHECK(config.has_chain);
    const Chain& chain = config.chains.at("default");
    CHECK(chain.name == "default");
    CHECK(chain.budget == 240s);
    CHECK_FALSE(chain.cooldown);
    REQUIRE(chain.steps.size() == 4);
    CHECK(chain.steps[0].target.is_agent());
    CHECK(chain.steps[2].target == Target{"openrouter", "z-ai/glm-5", ""});
    CHECK(chain.steps[3].target == Target{"ollama", "qwen3-coder:30b", ""});
    CHECK_FALSE(chain.steps[2].credential);
  }

  TEST_CASE("a chain can be pinned to its first step") {
    const Config config = parse_good(
        "[chain.default]\npin = true\nsteps = [\"agent\", \"openrouter/z-ai/glm-5\"]\n"
        "[chain.other]\nsteps = [\"agent\"]\n");
    CHECK(config.chains.at("default").pin);
    CHECK_FALSE(config.chains.at("other").pin);
  }

  TEST_CASE("the status line is on and telemetry off until the file says otherwise") {
    const Config silent = parse_good("");
    CHECK(silent.statusline.enabled);
    CHECK(silent.telemetry.otlp_endpoint.empty());
    CHECK(silent.telemetry.header == "authorization");
    CHECK_FALSE(silent.telemetry.credential);
    const Config said = parse_good(
        "[statusline]\nenabled = false\n[telemetry]\notlp_endpoint = "
        "\"https://otel.example:4318/\"\n"
        "header = \"X-Team\"\ncredential = { env = \"OTLP_KEY\" }\n");
    CHECK_FALSE(said.statusline.enabled);
    CHECK(said.telemetry.otlp_endpoint == "https://otel.example:4318");
    CHECK(said.telemetry.header == "x-team");
    REQUIRE(said.telemetry.credential);
    CHECK(said.telemetry.credential->source == CredentialSource::env);
    CHECK(said.telemetry.credential->name == "OTLP_KEY");
  }

  TEST_CASE("the long form says more about a step") {
    const Config config = parse_good(R"(
[chain.careful]
budget = "1m"
cooldown = "0s"
[[chain.careful.steps]]
target = "openrouter/z-ai/glm-5"
credential = "keychain:openrouter/work"
tries = 2
timeouts = { connect = "150ms", head = "5 s", first_token = "1.5s", silence = "2m", progress = "1h", total = "290s" }
triggers = { quota = false, plan_cap = { at = 0.98 } }
)");
    CHECK(config.default_chain == "careful");
    CHECK(config.chains.at("careful").budget == 60s);
    CHECK(config.chains.at("careful").cooldown == 0s);
    const Step& step = step_of(config, "careful", 0);
    CHECK(step.target.credential == "openrouter/work");
    CHECK(*step.credential == CredentialSpec{CredentialSource::keychain, "openrouter/work", {}});
    CHECK(step.tries == 2);
    CHECK(step.timeouts.connect == 150ms);
    CHECK(step.timeouts.head == 5s);
    CHECK(step.timeouts.first_token == 1500ms);
    CHECK(step.timeouts.silence == 2min);
    CHECK(step.timeouts.progress == 1h);
    CHECK(step.timeouts.total == 290s);
    CHECK(step.triggers.at("quota").enabled == false);
    CHECK(step.triggers.at("plan_cap").at == 0.98);
    CHECK_FALSE(step.triggers.at("plan_cap").enabled);
  }

  TEST_CASE("strings and tables mix, and the same model may stand twice with other keys") {
    const Config config = parse_good(R"(
[chain.default]
steps = [
  "agent",
  { target = "groq/x", tries = 3 },
  { target = "groq/x", credential = { env = "GROQ_WORK" } },
  { target = "groq/x", credential = { command = ["op", "read", "op://dev/groq"] } },
]
)");
    CHECK(step_of(config, "default", 1).tries == 3);
    CHECK(step_of(config, "default", 2).target.credential == "env:GROQ_WORK");
    const Step& last = step_of(config, "default", 3);
    CHECK(last.target.credential == "command:op read op://dev/groq");
    CHECK(last.credential->command.size() == 3);
  }

  TEST_CASE("the provider's own key is no other target") {
    const Config config = parse_good(
        "chain.default.steps = [{ target = \"groq/x\", credential = \"keychain:groq\" }]\n");
    CHECK(step_of(config, "default", 0).target.credential.empty());
  }

  TEST_CASE("routes keep their order and triggers are switched") {
    const Config config = parse_good(R"(
default_chain = "main"
chain.main.steps = ["agent"]
chain.cheap.steps = ["ollama/x"]
[[routes]]
agent = "claude"
model = "*haiku*"
chain = "cheap"
[[routes]]
class = "compaction"
chain = "main"
[triggers]
throttled = false
overloaded = true
[ledger]
keep_days = 7
max_megabytes = 10
[limits]
max_body_megabytes = 16
)");
    CHECK(config.default_chain == "main");
    REQUIRE(config.routes.size() == 2);
    CHECK(config.routes[0].model == "*haiku*");
    CHECK(config.routes[0].chain == "cheap");
    CHECK(config.routes[1].request_class == "compaction");
    CHECK(config.triggers.at("throttled").enabled == false);
    CHECK(config.triggers.at("overloaded").enabled == true);
    CHECK(config.ledger.keep_days == 7);
    CHECK(config.ledger.max_megabytes == 10);
    CHECK(config.limits.max_body_megabytes == 16);
  }

  TEST_CASE("a known model is corrected field by field, an unknown one described") {
    const Config config = parse_good(R"(
[models."ollama/mine"]
window = 65536
max_output = 8192
price = { input = 0, output = 0 }
images = true
tools = false
thinking = "budget_only"
[models."anthropic/claude-opus-5-5"]
max_output = 1000
)");
    const ModelInfo& mine = config.model("ollama", "mine");
    CHECK(mine.window == 65536);
    CHECK(mine.max_output == 8192);
    REQUIRE(mine.price);
    CHECK(mine.price->output == 0);
    CHECK(mine.images);
    CHECK_FALSE(mine.tools);
    CHECK(mine.thinking == ThinkingSupport::budget_only);
    const ModelInfo& opus = config.model("anthropic", "claude-opus-5-5");
    CHECK(opus.max_output == 1000);
    CHECK(opus.window == find_model("anthropic", "claude-opus-5-5").window);
    CHECK(&config.model("groq", "other") == &find_model("groq", "other"));
  }

  TEST_CASE("several problems make one error, one problem is its own") {
    Config config;
    const auto one = parse_config({{"c.toml", "stps = 1\n", ConfigOrigin::user}}, config);
    CHECK(to_error(one).message == "c.toml:1:1: unknown key \"stps\" in the configuration");
    CHECK(to_error(one).exit_code == kExitUsage);
    const auto two =
        parse_config({{"c.toml", "chian = 1\nruotes = 2\n", ConfigOrigin::user}}, config);
    CHECK(to_error(two).message == "2 problems in the configuration");
    CHECK(to_error(two).hint ==
          "c.toml:1:1: unknown key \"chian\" in the configuration\n  did you mean \"chain\"?\n"
          "c.toml:2:1: unknown key \"ruotes\" in the configuration\n  did you mean \"routes\"?");
  }

  TEST_CASE("a pasted key is never repeated") {
    Config config;
    for (const char* credential : {"\"sk-secret-123\"", "{ env = \"sk-secret-123\" }",
                                   "\"keychain:sk-secret-123\"", "\"sk-secret-123\\q\""}) {
      const std::string toml = "[providers.groq]\ncredential = " + std::string(credential) +
                               "\nheaders = { Authorization = \"sk-secret-123\" }\n";
      const auto problems = parse_config({{"c.toml", toml, ConfigOrigin::user}}, config);
      CHECK_FALSE(problems.empty());
      for (const ConfigProblem& problem : problems) {
        CHECK(to_string(problem).find("sk-secret") == std::string::npos);
      }
    }
  }

  TEST_CASE("any bytes at all end in an answer") {
    const std::string good =
        "[chain.default]\nsteps = [\"agent\", { target = \"groq/x\", tries = 2 }]\n";
    Config config;
    for (std::size_t i = 0; i < good.size(); ++i) {
      for (const char c : {'\0', '"', '[', ']', '{', '\n', '\xff', '='}) {
        std::string broken = good;
        broken[i] = c;
        for (const auto& problem : parse_config({{"c", broken, ConfigOrigin::user}}, config)) {
          CHECK(problem.line >= 1);
          CHECK(problem.column >= 1);
          CHECK_FALSE(problem.message.empty());
        }
      }
      static_cast<void>(parse_config({{"c", good.substr(0, i), ConfigOrigin::user}}, config));
    }
  }
}

}  // namespace edgee
