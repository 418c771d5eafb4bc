#include <string>

#include <doctest/doctest.h>

#include "core/config/parse.h"

namespace edgee {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

std::string problems_of(const std::string& toml, Config& config,
                        ConfigOrigin origin = ConfigOrigin::user) {
  std::string all;
  for (const ConfigProblem& problem : parse_config({{"config.toml", toml, origin}}, config))
    all += to_string(problem) + "\n";
  return all;
}

std::string hedge_problem(const std::string& lines) {
  Config config;
  return problems_of("[chain.default]\nsteps = [\"agent\"]\n" + lines, config);
}

Chain chain_with(const std::string& lines) {
  Config config;
  REQUIRE(problems_of("[chain.default]\nsteps = [\"agent\"]\n" + lines, config) == "");
  return config.chains.at("default");
}

}  // namespace

TEST_SUITE("core/config/hedge") {
  TEST_CASE("a chain hedges after a share of its answers or after a time") {
    CHECK_FALSE(chain_with("").hedge);
    CHECK(chain_with("").hedge_daily == 1.0);
    CHECK(chain_with("hedge = \"p95\"\n").hedge == Hedge{.after = {}, .quantile = 0.95});
    CHECK(chain_with("hedge = \"p50\"\n").hedge == Hedge{.after = {}, .quantile = 0.5});
    CHECK(chain_with("hedge = \"3s\"\n").hedge == Hedge{.after = seconds(3), .quantile = 0});
    CHECK(chain_with("hedge = \"3s\"\nhedge_daily = 2.5\n").hedge_daily == 2.5);
  }

  TEST_CASE("what is no hedge is said at its place") {
    for (const char* text : {"\"p49\"", "\"p100\"", "\"p\"", "\"95\"", "\"0s\"", "\"pp\""}) {
      CAPTURE(text);
      CHECK(hedge_problem("hedge = " + std::string(text) + "\n") ==
            "config.toml:3:9: \"hedge\" must be \"p50\" to \"p99\", or a time such as \"3s\"\n");
    }
    CHECK(hedge_problem("hedge = 3\n") ==
          "config.toml:3:9: \"hedge\" must be a string, not a whole number\n");
    CHECK(hedge_problem("hedge_daily = -1\n") ==
          "config.toml:3:15: \"hedge_daily\" must be a number of at least 0\n");
    CHECK(hedge_problem("hegde = \"3s\"\n") ==
          "config.toml:3:1: unknown key \"hegde\" in a chain\n  did you mean \"hedge\"?\n");
  }

  TEST_CASE("a project that is not trusted may not ask twice for the user's money") {
    Config config;
    CHECK(problems_of("[chain.default]\nsteps = [\"agent\"]\nhedge = \"1s\"\n", config,
                      ConfigOrigin::untrusted_project) ==
          "config.toml:3:1: a project file may not set \"hedge\" until it is trusted\n"
          "  read the file, then run: edgee trust\n");
    CHECK_FALSE(config.chains.at("default").hedge);
  }
}

TEST_SUITE("core/config/windows") {
  TEST_CASE("the rules about recent answers are off until they are named") {
    Config config;
    REQUIRE(problems_of("[triggers]\ncut = false\n", config) == "");
    CHECK_FALSE(config.window_rules.any());
    REQUIRE(problems_of("[triggers]\nslow = true\nerror_rate = false\ncut = false\n", config) ==
            "");
    CHECK(config.window_rules.slow == SlowRule{});
    CHECK_FALSE(config.window_rules.error_rate);
    CHECK(config.triggers.at("cut").enabled == false);
    CHECK_FALSE(config.triggers.contains("slow"));
  }

  TEST_CASE("the rules about recent answers are tuned in a table") {
    Config config;
    REQUIRE(problems_of(
                "[triggers]\nslow = { over = \"12s\", share = 0.4, window = \"10m\", least = 5 }\n"
                "error_rate = { over = 0.2, window = \"2m\", least = 8 }\n",
                config) == "");
    CHECK(config.window_rules.slow ==
          SlowRule{.over = seconds(12), .share = 0.4, .window = minutes(10), .least = 5});
    CHECK(config.window_rules.error_rate ==
          ErrorRateRule{.over = 0.2, .window = minutes(2), .least = 8});
  }

  TEST_CASE("what is wrong with such a rule is said at its place") {
    struct Row {
      const char* rule;
      const char* problems;
    };
    const Row rows[] = {
        {"slow = \"8s\"",
         "config.toml:2:8: \"slow\" must be true, false or { over = \"8s\", share = 0.5 }, not a "
         "string\n"},
        {"slow = { over = 8 }",
         "config.toml:2:17: \"over\" must be a duration such as \"150ms\", \"5 s\" or \"2m\", not "
         "a "
         "whole number\n"},
        {"slow = { share = 1.5 }",
         "config.toml:2:18: \"share\" must be a share above 0 and up to 1, as in 0.5\n"},
        {"error_rate = { over = 1 }",
         "config.toml:2:23: \"over\" must be a share above 0 and below 1, as in 0.05\n"},
        {"error_rate = { over = 0 }",
         "config.toml:2:23: \"over\" must be a share above 0 and below 1, as in 0.05\n"},
        {"error_rate = { leest = 3 }",
         "config.toml:2:16: unknown key \"leest\" in trigger \"error_rate\"\n"
         "  did you mean \"least\"?\n"},
        {"error_rate = { least = 500 }",
         "config.toml:2:24: \"least\" must be a whole number from 1 to 200\n"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.rule);
      Config config;
      CHECK(problems_of("[triggers]\n" + std::string(row.rule) + "\n", config) == row.problems);
    }
  }
}

}  // namespace edgee
