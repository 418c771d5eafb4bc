#include <string>

#include <doctest/doctest.h>

#include "core/config/edit.h"
#include "core/config/parse.h"

namespace edgee {
namespace {

using std::chrono::seconds;

std::string problems_of(const std::string& toml, Config& config) {
  std::string all;
  for (const ConfigProblem& problem :
       parse_config({{"config.toml", toml, ConfigOrigin::user}}, config))
    all += to_string(problem) + "\n";
  return all;
}

const std::string kGroup = R"([chain.default]
steps = [
  "agent",
  # both keys
  { spread = ["openrouter/z-ai/glm-5", { target = "zai/glm-5", weight = 3 }] },  # shared
  "ollama/qwen",
]
)";

const std::string kBlocks = R"([[chain.default.steps]]
target = "agent"

# both keys
[[chain.default.steps]]
spread = [
  "openrouter/z-ai/glm-5",
  { target = "zai/glm-5", weight = 3 },
]

[[chain.default.steps]]
target = "ollama/qwen"
)";

}  // namespace

TEST_SUITE("core/config/spread") {
  TEST_CASE("the members of a group stand side by side in their chain") {
    Config config;
    REQUIRE(problems_of(R"(
[[chain.default.steps]]
target = "agent"
[[chain.default.steps]]
spread = [
  "openrouter/z-ai/glm-5",
  { target = "openrouter/z-ai/glm-5", credential = "keychain:openrouter/work", weight = 3, tries = 2, timeouts = { first_token = "45s" } },
]
[[chain.default.steps]]
spread = ["zai/glm-5"]
)",
                        config) == "");
    const std::vector<Step>& steps = config.chains.at("default").steps;
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].group == 0);
    CHECK(steps[1].group == 1);
    CHECK(steps[1].weight == 1);
    CHECK(steps[2].group == 1);
    CHECK(steps[2].weight == 3);
    CHECK(steps[2].tries == 2);
    CHECK(steps[2].timeouts.first_token == seconds(45));
    CHECK(steps[2].target.credential == "openrouter/work");
    CHECK(steps[3].group == 2);
  }

  TEST_CASE("the short form and blocks of blocks say the same") {
    for (const std::string& toml :
         {kGroup, kBlocks,
          std::string("[[chain.default.steps]]\ntarget = \"agent\"\n[[chain.default.steps]]\n"
                      "[[chain.default.steps.spread]]\ntarget = \"openrouter/z-ai/glm-5\"\n"
                      "[[chain.default.steps.spread]]\ntarget = \"zai/glm-5\"\nweight = 3\n"
                      "[[chain.default.steps]]\ntarget = \"ollama/qwen\"\n")}) {
      CAPTURE(toml);
      Config config;
      REQUIRE(problems_of(toml, config) == "");
      const std::vector<Step>& steps = config.chains.at("default").steps;
      REQUIRE(steps.size() == 4);
      CHECK(steps[1].group == 1);
      CHECK(steps[2].group == 1);
      CHECK(steps[2].weight == 3);
      CHECK(steps[3].group == 0);
    }
  }

  TEST_CASE("what is wrong with a group is said at its place") {
    struct Row {
      const char* step;
      const char* problems;
    };
    const Row rows[] = {
        {"{ spread = [] }",
         "config.toml:2:21: \"spread\" has no steps\n"
         "  as in spread = [\"openrouter/z-ai/glm-5\", \"zai/glm-5\"]\n"},
        {"{ spread = \"zai/glm-5\" }",
         "config.toml:2:21: \"spread\" must be a list of steps, not a string\n"},
        {"{ spread = [{ spread = [\"zai/glm-5\"] }] }",
         "config.toml:2:22: a group of steps cannot stand in another one\n"
         "  list its members in the outer \"spread\"\n"},
        {"{ spread = [\"zai/glm-5\"], tries = 2 }",
         "config.toml:2:36: \"tries\" cannot stand beside \"spread\"\n"
         "  write it in a member: { target = \"provider/model\", ... }\n"},
        {"{ spread = [\"zai/glm-5\"], wait = 2 }",
         "config.toml:2:36: unknown key \"wait\" in a group of steps\n"
         "  expected \"spread\"\n"},
        {"{ spread = [{ target = \"zai/glm-5\", weight = 0 }] }",
         "config.toml:2:55: \"weight\" must be a whole number from 1 to 1000\n"},
        {"{ spread = [\"zai/glm-5\", \"zai/glm-5\"] }",
         "config.toml:2:35: step \"zai/glm-5\" stands in this chain already, as step 1\n"
         "  remove one; `tries` asks one step more than once\n"},
        {"{ spread = [\"zai/glm-5\", \"zai/x\"] }, \"zai/x\"",
         "config.toml:2:47: step \"zai/x\" stands in this chain already, as step 1\n"
         "  remove one; `tries` asks one step more than once\n"},
        {"{ target = \"zai/glm-5\", weight = 2 }",
         "config.toml:2:34: unknown key \"weight\" in a step\n"
         "  expected one of: \"target\", \"credential\", \"tries\", \"timeouts\", \"triggers\"\n"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.step);
      Config config;
      CHECK(problems_of("[chain.default]\nsteps = [" + std::string(row.step) + "]\n", config) ==
            row.problems);
    }
  }

  TEST_CASE("a project that is not trusted may group the user's steps but not weigh them") {
    Config config;
    const std::string own = "[chain.default]\nsteps = [\"openrouter/z-ai/glm-5\", \"zai/glm-5\"]\n";
    const auto read = [&](const char* project) {
      std::string all;
      for (const ConfigProblem& problem :
           parse_config({{"config.toml", own, ConfigOrigin::user},
                         {".edgee.toml", project, ConfigOrigin::untrusted_project}},
                        config))
        all += problem.message + "\n";
      return all;
    };
    CHECK(
        read("[chain.default]\nsteps = [{ spread = [\"zai/glm-5\", \"openrouter/z-ai/glm-5\"] }]\n")
            .empty());
    CHECK(config.chains.at("default").steps.at(1).group == 1);
    CHECK(
        read(
            "[chain.default]\nsteps = [{ spread = [{ target = \"zai/glm-5\", weight = 9 }] }]\n") ==
        "a project file may not set \"weight\" of a step until it is trusted\n");
    CHECK(read("[chain.default]\nsteps = [{ spread = [\"groq/x\"] }]\n") ==
          "step \"groq/x\" is in no chain of your own configuration\n");
  }

  TEST_CASE("edits take a group for one step and leave it as it is written") {
    const std::string added = *add_step(kGroup, "default", "groq/x", 3);
    CHECK(added.find("# shared\n  \"groq/x\",\n  \"ollama/qwen\"") != std::string::npos);
    const std::string moved = *move_step(kGroup, "default", "2", 1);
    CHECK(moved.find(
              "steps = [\n  # both keys\n  { spread = [\"openrouter/z-ai/glm-5\", { target = "
              "\"zai/glm-5\", weight = 3 }] },  # shared\n  \"agent\",\n") != std::string::npos);
    CHECK(remove_step(kGroup, "default", "2")->find("spread") == std::string::npos);
    CHECK(remove_step(kGroup, "default", "3")->find("ollama") == std::string::npos);
  }

  TEST_CASE("edits of blocks leave groups whole") {
    CHECK(remove_step(kBlocks, "default", "2")->find("zai") == std::string::npos);
    const std::string moved = *move_step(kBlocks, "default", "ollama/qwen", 1);
    CHECK(moved.find("ollama") < moved.find("agent"));
    CHECK(moved.find("# both keys\n[[chain.default.steps]]\nspread = [\n") != std::string::npos);
    const std::string added = *add_step(kBlocks, "default", "groq/x", 0);
    Config config;
    CHECK(problems_of(added, config) == "");
    CHECK(config.chains.at("default").steps.size() == 5);
  }

  TEST_CASE("a member is no step of its own to an edit") {
    const auto removed = remove_step(kGroup, "default", "zai/glm-5");
    REQUIRE_FALSE(removed);
    CHECK(removed.error().message ==
          "\"zai/glm-5\" is one of the group that is step 2 of chain \"default\"");
    const auto unknown = remove_step(kGroup, "default", "nonsense");
    CHECK(unknown.error().hint ==
          "it has 3 steps: agent, {openrouter/z-ai/glm-5, zai/glm-5}, ollama/qwen");
  }
}

}  // namespace edgee
