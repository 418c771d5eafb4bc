#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/config/parse.h"

namespace edgee {
namespace {

struct ProblemRow {
  const char* toml;
  const char* problems;
};

const std::vector<ProblemRow>& rows() {
  static const std::vector<ProblemRow> kAll{
      {R"([chain.default]
stps = ["agent"]
)",
       R"(config.toml:1:8: chain "default" has no steps
  add: steps = ["agent"]
config.toml:2:1: unknown key "stps" in a chain
  did you mean "steps"?
)"},
      {R"(default_chain = "defalt"
[chain.default]
steps = ["agent"]
)",
       R"(config.toml:1:17: unknown chain "defalt"
  did you mean "default"?
)"},
      {R"([statusline]
enabled = "no"
[telemetry]
otlp_endpoint = "localhost"
header = "authorization: Bearer x"
credential = "keychain"
[chain.default]
steps = ["agent"]
pin = 1
)",
       R"(config.toml:2:11: "enabled" must be true or false, not a string
config.toml:4:17: "otlp_endpoint" must be an address that begins with https:// or http://
  as in otlp_endpoint = "http://127.0.0.1:4318"
config.toml:5:10: "header" must be the name of a header
  as in header = "x-honeycomb-team"; its value is the credential
config.toml:6:14: "credential" must be { env = "VARIABLE" } or { command = ["..."] }, not a string
config.toml:9:7: "pin" must be true or false, not a whole number
)"},
      {R"([telemetry]
otlp_endpoint = "http://collector.example:4318"
credential = { env = "OTLP_KEY" }
)",
       R"(config.toml:3:1: a credential would leave this machine in the clear
  use https:// in "otlp_endpoint"
)"},
      {R"(default_chain = 4
)",
       R"(config.toml:1:17: "default_chain" must be a string, not a whole number
)"},
      {R"([[routes]]
agent = "cluade"
modle = "x"
class = "sub"
chain = "cheap"
[[routes]]
agent = "claude"
)",
       R"(config.toml:2:9: unknown agent "cluade"
  did you mean "claude"?
config.toml:3:1: unknown key "modle" in a route
  did you mean "model"?
config.toml:4:9: unknown class "sub"
  expected one of: "main", "subagent", "workflow", "compaction", "auxiliary"
config.toml:5:9: unknown chain "cheap"
config.toml:6:1: a route must name its "chain"
)"},
      {R"(routes = "x"
)",
       R"(config.toml:1:10: "routes" must be a list, not a string
)"},
      {R"(routes = ["x"]
)",
       R"(config.toml:1:11: "routes" must be a list of tables, as in [[routes]], not a string
)"},
      {R"([triggers]
overloded = true
throttled = "yes"
plan_cap = { at = 0.98 }
)",
       R"(config.toml:2:1: unknown trigger "overloded"
  did you mean "overloaded"?
config.toml:3:13: "throttled" must be true or false, not a string
)"},
      {R"([models."openrouter/x"]
window = 0
price = { input = 1 }
tools = 1
thinking = "adaptive"
[models.openrouter]
window = 1
[models."opnrouter/x"]
window = 1
[models."openrouter/y"]
price = { input = -1, output = "x", cach_read = 1 }
)",
       R"(config.toml:2:10: "window" must be a whole number of at least 1
config.toml:3:9: a price must have "output", in USD per million tokens
config.toml:4:9: "tools" must be true or false, not a whole number
config.toml:5:12: unknown thinking "adaptive"
  expected one of: "none", "budget_only", "adaptive_and_budget", "adaptive_only", "always_on"
config.toml:6:9: "openrouter" is no model
  write [models."provider/model"], quotes included
config.toml:8:9: unknown provider "opnrouter"
  did you mean "openrouter"?
config.toml:11:19: "input" must be a number of at least 0
config.toml:11:32: "output" must be a number, not a string
config.toml:11:37: unknown key "cach_read" in a price
  did you mean "cache_read"?
)"},
      {R"([ledger]
keep_days = 0
max_megabyte = 3
[limits]
max_body_megabytes = 5000
[chains.x]
steps = []
)",
       R"(config.toml:2:13: "keep_days" must be a whole number from 1 to 3650
config.toml:3:1: unknown key "max_megabyte" in [ledger]
  did you mean "max_megabytes"?
config.toml:5:22: "max_body_megabytes" must be a whole number from 1 to 1024
config.toml:6:2: unknown key "chains" in the configuration
  did you mean "chain"?
)"},
      {R"([chain.default
)",
       R"(config.toml:1:15: error while parsing table header: expected ']', saw '\n'
)"},
      {R"(x = "\q"
)",
       R"(config.toml:1:7: error while parsing string: unknown escape sequence '\q'
)"},
      {R"([routes]
chain = "x"
)",
       R"(config.toml:1:1: "routes" must be a list, not a table
)"},
  };
  return kAll;
}

}  // namespace

TEST_SUITE("core/config/parse") {
  TEST_CASE("anything else that is wrong is named with its place and the fix") {
    for (const ProblemRow& row : rows()) {
      CAPTURE(row.toml);
      Config config;
      std::string problems;
      for (const ConfigProblem& problem :
           parse_config({{"config.toml", row.toml, ConfigOrigin::user}}, config)) {
        problems += to_string(problem) + "\n";
      }
      CHECK(problems == row.problems);
    }
  }
}

}  // namespace edgee
