#include <string>

#include <doctest/doctest.h>

#include "core/config/parse.h"

namespace edgee {
namespace {

std::string problems_of(const std::string& toml, Config& config,
                        ConfigOrigin origin = ConfigOrigin::user) {
  std::string all;
  for (const ConfigProblem& problem : parse_config({{"config.toml", toml, origin}}, config))
    all += to_string(problem) + "\n";
  return all;
}

}  // namespace

TEST_SUITE("core/config/budgets") {
  TEST_CASE("a budget names what it limits, or limits everything") {
    Config config;
    REQUIRE(problems_of(R"(
[chain.default]
steps = ["agent"]
[[budgets]]
daily = 5
[[budgets]]
provider = "openrouter"
chain = "default"
weekly = 20.5
monthly = 60
on_reach = "stop"
[[budgets]]
provider = "agent"
daily = 0
on_reach = "next"
)",
                        config) == "");
    REQUIRE(config.budgets.size() == 3);
    CHECK(config.budgets[0] == BudgetRule{.provider = {}, .chain = {}, .daily = 5.0});
    CHECK(config.budgets[1] == BudgetRule{.provider = "openrouter",
                                          .chain = "default",
                                          .daily = {},
                                          .weekly = 20.5,
                                          .monthly = 60.0,
                                          .stop = true});
    CHECK(config.budgets[2] == BudgetRule{.provider = "agent", .chain = {}, .daily = 0.0});
  }

  TEST_CASE("what is wrong with a budget is said at its place") {
    struct Row {
      const char* toml;
      const char* problems;
    };
    const Row rows[] = {
        {"[[budgets]]\nprovider = \"openruter\"\ndaily = 1\n",
         "config.toml:2:12: unknown provider \"openruter\"\n  did you mean \"openrouter\"?\n"},
        {"[chain.default]\nsteps = [\"agent\"]\n[[budgets]]\nchain = \"defalt\"\ndaily = 1\n",
         "config.toml:4:9: unknown chain \"defalt\"\n  did you mean \"default\"?\n"},
        {"[[budgets]]\ndayly = 1\n",
         "config.toml:1:1: a budget must have \"daily\", \"weekly\" or \"monthly\"\n"
         "  as in daily = 5.0, in USD\n"
         "config.toml:2:1: unknown key \"dayly\" in a budget\n  did you mean \"daily\"?\n"},
        {"[[budgets]]\ndaily = \"5\"\n",
         "config.toml:2:9: \"daily\" must be a number, not a string\n"},
        {"[[budgets]]\nweekly = -1\n",
         "config.toml:2:10: \"weekly\" must be a number of at least 0\n"},
        {"[[budgets]]\ndaily = 1\non_reach = \"stopp\"\n",
         "config.toml:3:12: unknown on_reach \"stopp\"\n  did you mean \"stop\"?\n"},
        {"budgets = [3]\n",
         "config.toml:1:12: \"budgets\" must be a list of tables, as in [[budgets]], not a whole "
         "number\n"},
        {"[budgets]\ndaily = 1\n", "config.toml:1:1: \"budgets\" must be a list, not a table\n"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.toml);
      Config config;
      CHECK(problems_of(row.toml, config) == row.problems);
    }
  }

  TEST_CASE("a project that is not trusted has no say over money") {
    Config config;
    CHECK(problems_of("[[budgets]]\ndaily = 1\n", config, ConfigOrigin::untrusted_project) ==
          "config.toml:1:3: a project file may not set \"budgets\" until it is trusted\n"
          "  read the file, then run: edgee trust\n");
    CHECK(config.budgets.empty());
  }
}

}  // namespace edgee
