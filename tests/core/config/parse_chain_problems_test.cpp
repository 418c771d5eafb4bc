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
steps = ["agent", "opnrouter/z-ai/glm-5"]
)",
       R"(config.toml:2:19: unknown provider "opnrouter"
  did you mean "openrouter"?
)"},
      {R"([chain.default]
steps = []
)",
       R"(config.toml:2:9: chain "default" has no steps
  begin with: steps = ["agent"]
)"},
      {R"([chain.default]
steps = "agent"
)",
       R"(config.toml:2:9: "steps" must be a list of steps, not a string
)"},
      {R"([chain.default]
steps = ["agent", 7, "agnt", "openrouter", "openrouter/", "open router/x", "agent"]
)",
       R"(config.toml:2:19: a step must be a string or a table, not a whole number
config.toml:2:22: "agnt" is no step: expected "agent" or "provider/model"
  did you mean "agent"?
config.toml:2:30: step "openrouter" names a provider but no model
  write "openrouter/z-ai/glm-5.3"
config.toml:2:44: "openrouter/" is no step: expected "agent" or "provider/model" without blanks
config.toml:2:59: "open router/x" is no step: expected "agent" or "provider/model" without blanks
config.toml:2:76: step "agent" stands in this chain already, as step 1
  remove one; `tries` asks one step more than once
)"},
      {R"([chain.default]
steps = ["agent", "careful"]
[chain.careful]
steps = ["agent"]
[chain."a b"]
steps = ["agent"]
[chain]
x = 3
)",
       R"(config.toml:2:19: "careful" is a chain, and a chain cannot be a step
  list its steps here
config.toml:5:8: a chain's name has letters, digits, "-" and "_" only
config.toml:8:5: "x" must be a table with "steps", as in [chain.x], not a whole number
)"},
      {R"([chain.a]
steps = ["agent"]
[chain.b]
steps = ["agent"]
)",
       R"(config.toml:1:2: no chain is the default one
  name one "default", or add: default_chain = "a"
)"},
      {R"([[chain.default.steps]]
target = "agent"
credential = "none"
tries = 0
timeout = { head = "5 s" }
timeouts = { head = "5 parsecs", conect = "1s", silence = 5, total = "0s" }
[[chain.default.steps]]
tries = 2
[[chain.default.steps]]
target = "openrouter/x"
credential = "sk-or-v1-secretsecret"
[[chain.default.steps]]
target = "openrouter/y"
credential = "keychain:work"
[[chain.default.steps]]
target = "openrouter/z"
credential = { env = "sk-or-1" }
[[chain.default.steps]]
target = "openrouter/a"
credential = { env = "A", command = ["x"] }
[[chain.default.steps]]
target = "openrouter/b"
credential = { command = [] }
[[chain.default.steps]]
target = "openrouter/c"
credential = { comand = ["x"] }
[[chain.default.steps]]
target = "openrouter/d"
credential = 5
triggers = { overloded = false, quota = { at = 3 }, plan_cap = { at = 1.5 } }
)",
       R"(config.toml:3:1: the step "agent" uses the agent's own login
  remove "credential"
config.toml:4:9: "tries" must be a whole number from 1 to 10
config.toml:5:1: unknown key "timeout" in a step
  did you mean "timeouts"?
config.toml:6:21: "head" must be a duration such as "150ms", "5 s" or "2m"
config.toml:6:34: unknown key "conect" in "timeouts"
  did you mean "connect"?
config.toml:6:59: "silence" must be a duration such as "150ms", "5 s" or "2m", not a whole number
config.toml:6:70: "total" must be longer than zero
config.toml:7:1: a step must have a "target"
  as in target = "openrouter/z-ai/glm-5"
config.toml:11:14: "credential" must be "keychain", "keychain:NAME", "none", { env = "VARIABLE" } or { command = ["..."] }
  a key itself does not belong into this file: run `edgee key set openrouter`
config.toml:14:14: this keychain entry does not belong to provider "openrouter"
  use "keychain:openrouter" or "keychain:openrouter/NAME"
config.toml:17:22: "env" must be the name of an environment variable, not its value
  as in { env = "OPENROUTER_API_KEY" }
config.toml:20:14: a credential table must have either "env" or "command"
config.toml:23:26: "command" must name a program
  as in { command = ["op", "read", "op://dev/llm/key"] }
config.toml:26:16: unknown key "comand" in a credential
  did you mean "command"?
config.toml:29:14: "credential" must be "keychain", "keychain:NAME", "none", { env = "VARIABLE" } or { command = ["..."] }, not a whole number
config.toml:30:14: unknown trigger "overloded"
  did you mean "overloaded"?
config.toml:30:41: "quota" must be true or false, not a table
config.toml:30:71: "at" must be a share above 0 and up to 1, as in 0.98
)"},
      {R"([chain.default]
steps = ["agent"]
budget = "1 year"
cooldown = 5
)",
       R"(config.toml:3:10: "budget" must be a duration such as "150ms", "5 s" or "2m"
config.toml:4:12: "cooldown" must be a duration such as "150ms", "5 s" or "2m", not a whole number
)"},
      {R"([chain.default]
steps = ["agent"
)",
       R"(config.toml:2:18: error while parsing array: encountered end-of-file
)"},
      {R"([chain.default]
steps = ["agent"]
steps = ["agent"]
)",
       R"(config.toml:3:9: error while parsing key-value pair: cannot redefine existing array 'steps'
)"},
      {R"([providers.lan]
base_url = "http://192.168.1.9:8000/v1"
dialect = "openai-chat"
credential = "none"
[[chain.default.steps]]
target = "lan/x"
credential = { env = "LAN_KEY" }
)",
       R"(config.toml:7:14: this credential would be sent in clear text: provider "lan" has an http:// base_url
  use https:// there
)"},
      {R"([chain.default]
steps = [["agent"]]
)",
       R"(config.toml:2:10: a step must be a string or a table, not a list
)"},
      {R"([[chain.default.steps]]
target = ["agent"]
)",
       R"(config.toml:2:10: "target" must be a string, not a list
)"},
      {R"([chain.default]
steps = ["agent", { target = "anthropic/claude-opus-5-5", triggers = { plan_cap = 3 } }]
)",
       R"(config.toml:2:83: "plan_cap" must be true, false or { at = 0.98 }, not a whole number
)"},
  };
  return kAll;
}

}  // namespace

TEST_SUITE("core/config/parse") {
  TEST_CASE("a wrong chain or step is named with its place and the fix") {
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
