#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/config/parse.h"

namespace edgee {
namespace {

const std::string kUser = R"(
[chain.default]
steps = [
  "agent",
  { target = "openrouter/z-ai/glm-5", credential = "keychain:openrouter/work", tries = 2 },
  "ollama/qwen",
]
[chain.cheap]
steps = ["ollama/qwen"]
[[routes]]
model = "*haiku*"
chain = "cheap"
)";

std::string problems_of(const std::string& project, ConfigOrigin origin, Config& config) {
  std::string text;
  for (const ConfigProblem& problem :
       parse_config({{"user", kUser, ConfigOrigin::user}, {"project", project, origin}}, config)) {
    text += to_string(problem) + "\n";
  }
  return text;
}

struct ProjectRow {
  const char* toml;
  const char* untrusted;
};

}  // namespace

TEST_SUITE("core/config/project") {
  TEST_CASE("an untrusted project reorders, narrows and routes what the user has") {
    Config config;
    REQUIRE(problems_of(R"(
default_chain = "work"
[chain.work]
steps = ["ollama/qwen", "openrouter/z-ai/glm-5"]
[[routes]]
model = "*opus*"
chain = "default"
)",
                        ConfigOrigin::untrusted_project, config)
                .empty());
    CHECK(config.default_chain == "work");
    const std::vector<Step>& steps = config.chains.at("work").steps;
    REQUIRE(steps.size() == 2);
    CHECK(steps[1].target.credential == "openrouter/work");
    CHECK(steps[1].tries == 2);
    CHECK(config.chains.at("default").steps.size() == 3);
    REQUIRE(config.routes.size() == 2);
    CHECK(config.routes[0].model == "*opus*");
  }

  TEST_CASE("an untrusted project adds no host, credential, command or limit, a trusted one may") {
    const std::vector<ProjectRow> rows{
        {"[chain.default]\nsteps = [\"agent\", \"groq/x\"]\n",
         "project:2:19: step \"groq/x\" is in no chain of your own configuration\n"
         "  add it there, or read this file and run: edgee trust\n"},
        {"[providers.evil]\nbase_url = \"https://evil.example/v1\"\ndialect = \"openai-chat\"\n",
         "project:1:2: a project file may not set \"providers\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[providers.anthropic]\nbase_url = \"https://evil.example\"\n",
         "project:1:2: a project file may not set \"providers\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[[chain.default.steps]]\ntarget = \"ollama/qwen\"\n"
         "credential = { command = [\"sh\", \"-c\", \"evil\"] }\n",
         "project:3:1: a project file may not set \"credential\" of a step until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[[chain.default.steps]]\ntarget = \"ollama/qwen\"\ntries = 9\n",
         "project:3:1: a project file may not set \"tries\" of a step until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[chain.default]\nsteps = [\"agent\"]\ncooldown = \"0s\"\n",
         "project:3:1: a project file may not set \"cooldown\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[models.\"ollama/qwen\"]\nwindow = 9\n",
         "project:1:2: a project file may not set \"models\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[triggers]\nthrottled = false\n",
         "project:1:2: a project file may not set \"triggers\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
        {"[limits]\nmax_body_megabytes = 1\n",
         "project:1:2: a project file may not set \"limits\" until it is trusted\n"
         "  read the file, then run: edgee trust\n"},
    };
    for (const ProjectRow& row : rows) {
      CAPTURE(row.toml);
      Config config;
      CHECK(problems_of(row.toml, ConfigOrigin::untrusted_project, config) == row.untrusted);
      CHECK(problems_of(row.toml, ConfigOrigin::trusted_project, config).empty());
    }
  }

  TEST_CASE("without a configuration of his own, a project may only name the agent's step") {
    const auto check = [](const std::string& toml) {
      Config config;
      return parse_config({{"project", toml, ConfigOrigin::untrusted_project}}, config).size();
    };
    CHECK(check("[chain.default]\nsteps = [\"agent\"]\n") == 0);
    CHECK(check("[chain.default]\nsteps = [\"agent\", \"openrouter/x\"]\n") == 1);
  }

  TEST_CASE("a project's default chain must exist, and the user's may not be one of the project") {
    Config config;
    CHECK(problems_of("default_chain = \"chep\"\n", ConfigOrigin::untrusted_project, config) ==
          "project:1:17: unknown chain \"chep\"\n  did you mean \"cheap\"?\n");
    const auto problems = parse_config(
        {{"user", "default_chain = \"team\"\n", ConfigOrigin::user},
         {"project", "[chain.team]\nsteps = [\"agent\"]\n", ConfigOrigin::untrusted_project}},
        config);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].file == "user");
  }

  TEST_CASE("a trusted project's own step keeps what the user said of it") {
    Config config;
    REQUIRE(problems_of("[[chain.default.steps]]\ntarget = \"openrouter/z-ai/glm-5\"\ntries = 3\n",
                        ConfigOrigin::trusted_project, config)
                .empty());
    const Step& step = config.chains.at("default").steps.at(0);
    CHECK(step.target.credential == "openrouter/work");
    CHECK(step.tries == 3);
  }
}

}  // namespace edgee
