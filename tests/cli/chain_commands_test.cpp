// `edgee chain ...` on fakes: what it prints, what it saves, and what it refuses to save.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

const std::string kConfig = R"(# mine
[chain.default]
steps = [
  "agent",
  "groq/x",  # fast
]
[chain.cheap]
steps = [{ target = "ollama/y", tries = 2, timeouts = { head = "5 s" }, triggers = { quota = false } }]
[[routes]]
model = "*haiku*"
chain = "cheap"
)";

const std::string kKeys =
    "expected one of: \"providers\", \"models\", \"chain\", \"default_chain\", \"routes\", "
    "\"budgets\", \"triggers\", \"ledger\", \"limits\", \"statusline\", \"telemetry\"";

const std::vector<CommandRow>& rows() {
  static const std::vector<CommandRow> kAll{{"chain", "Chains", declare_chain}};
  return kAll;
}

int run(FakeContext& context, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "chain");
  return run_app(arguments, context, rows());
}

struct ChangeRow {
  std::vector<std::string> arguments;
  std::string said;
  std::string from;  // this part of the file...
  std::string to;    // ...becomes this
};

struct RefusedRow {
  std::vector<std::string> arguments;
  int code;
  std::string said;
};

}  // namespace

TEST_SUITE("cli/chain") {
  TEST_CASE("a change is saved with everything else as it was") {
    const std::vector<ChangeRow> table{
        {{"add", "openrouter/z"},
         "added openrouter/z to chain default\n",
         "  # fast\n",
         "  # fast\n  \"openrouter/z\",\n"},
        {{"add", "openrouter/z", "--at", "1"},
         "added openrouter/z to chain default\n",
         "  \"agent\",\n",
         "  \"openrouter/z\",\n  \"agent\",\n"},
        {{"add", "agent", "--chain", "cheap"},
         "added agent to chain cheap\n",
         "false } }]",
         "false } }, \"agent\"]"},
        {{"remove", "groq/x"},
         "removed step groq/x from chain default\n",
         "  \"groq/x\",  # fast\n",
         ""},
        {{"move", "2", "1"},
         "moved step 2 of chain default to position 1\n",
         "  \"agent\",\n  \"groq/x\",  # fast\n",
         "  \"groq/x\",  # fast\n  \"agent\",\n"},
        {{"use", "cheap"},
         "chain cheap is now the default\n",
         "# mine\n",
         "default_chain = \"cheap\"\n\n# mine\n"},
        {{"move", "agent", "1"},
         "nothing to change in /home/me/.config/edgee/config.toml\n",
         "",
         ""},
    };
    for (const ChangeRow& row : table) {
      FakeContext context;
      context.write_config(kConfig);
      CAPTURE(row.said);
      CHECK(run(context, row.arguments) == 0);
      CHECK(context.said() == row.said);
      CHECK(context.printed().empty());
      std::string expected = kConfig;
      expected.replace(expected.find(row.from), row.from.size(), row.to);
      CHECK(context.config() == expected);
      CHECK(context.disk.written.size() == (row.from.empty() && row.to.empty() ? 0U : 1U));
    }
  }

  TEST_CASE("what would not check is not saved") {
    const std::vector<RefusedRow> table{
        {{"add", "opnrouter/z"},
         2,
         "edgee: nothing was saved: the configuration would not check\n"
         "  unknown provider \"opnrouter\": did you mean \"openrouter\"?\n"},
        {{"add", "groq/x"},
         2,
         "edgee: nothing was saved: the configuration would not check\n"
         "  step \"groq/x\" stands in this chain already, as step 2: remove one; `tries` asks one "
         "step more than once\n"},
        {{"add", "groq/y", "--at", "9"},
         2,
         "edgee: position 9 does not exist\n  positions go from 1 to 3\n"},
        {{"remove", "grog/x"},
         2,
         "edgee: chain \"default\" has no step \"grog/x\"\n  did you mean \"groq/x\"?\n"},
        {{"remove", "1", "--chain", "cheap"},
         2,
         "edgee: this is the only step of chain \"cheap\"\n"
         "  `edgee chain edit` can take the whole chain out\n"},
        {{"move", "1", "--chain", "chep", "2"},
         2,
         "edgee: there is no chain \"chep\" with steps\n  `edgee chain list` shows the chains\n"},
        {{"use", "chep"},
         2,
         "edgee: there is no chain \"chep\" in /home/me/.config/edgee/config.toml\n"
         "  did you mean \"cheap\"?\n"},
    };
    for (const RefusedRow& row : table) {
      FakeContext context;
      context.write_config(kConfig);
      CAPTURE(row.said);
      CHECK(run(context, row.arguments) == row.code);
      CHECK(context.said() == row.said);
      CHECK(context.config() == kConfig);
      CHECK(context.disk.written.empty());
    }
  }

  TEST_CASE("a file that was broken before is named with its problem and left alone") {
    FakeContext context;
    context.write_config("ladger = 1\n");
    CHECK(run(context, {"add", "groq/x"}) == 2);
    CHECK(context.said() ==
          "edgee: /home/me/.config/edgee/config.toml:1:1: unknown key \"ladger\" "
          "in the configuration\n  did you mean \"ledger\"?\n");
    CHECK(context.disk.written.empty());
  }

  TEST_CASE("the first step makes the file, and a full disk is an error") {
    FakeContext context;
    CHECK(run(context, {"add", "groq/x"}) == 0);
    CHECK(context.config() == "[chain.default]\nsteps = [\n  \"agent\",\n  \"groq/x\",\n]\n");
    FakeContext full;
    full.disk.write_errors[full.paths().config_file] = {"the disk is full", "", 1};
    CHECK(run(full, {"add", "groq/x"}) == 1);
    CHECK(full.said() == "edgee: the disk is full\n");
  }

  TEST_CASE("list shows chains and routes, for people and as JSON") {
    FakeContext people;
    people.write_config(kConfig);
    CHECK(run(people, {"list"}) == 0);
    CHECK(people.printed() ==
          "CHAIN              STEPS\n"
          "cheap              ollama/y\n"
          "default (default)  agent > groq/x\n"
          "\n"
          "AGENT  MODEL    CLASS  CHAIN\n"
          "*      *haiku*  *      cheap\n");
    FakeContext json;
    json.write_config(kConfig);
    CHECK(run(json, {"list", "--json"}) == 0);
    CHECK(json.printed() ==
          "{\"chains\":[{\"name\":\"cheap\",\"default\":false,\"steps\":[\"ollama/y\"]},"
          "{\"name\":\"default\",\"default\":true,\"steps\":[\"agent\",\"groq/x\"]}],"
          "\"routes\":[{\"model\":\"*haiku*\",\"chain\":\"cheap\"}]}\n");
    FakeContext empty;
    CHECK(run(empty, {"list"}) == 0);
    CHECK(empty.printed().empty());
    CHECK(empty.said().starts_with("no chain is configured"));
    FakeContext empty_json;
    CHECK(run(empty_json, {"list", "--json"}) == 0);
    CHECK(empty_json.printed() == "{\"chains\":[],\"routes\":[]}\n");
  }

  TEST_CASE("show names host, key, window and price of each step, never a key") {
    FakeContext context;
    context.write_config(kConfig + R"(
[providers.gw]
base_url = "https://gw.example/v1"
dialect = "openai-chat"
credential = { command = ["op", "read", "op://secret/place"] }
[models."gw/m"]
window = 128000
price = { input = 0.5, output = 2 }
[chain.third]
steps = ["gw/m"]
)");
    CHECK(run(context, {"show", "third"}) == 0);
    CHECK(context.printed() ==
          "chain third\n"
          "   STEP  HOST        KEY         WINDOW  PRICE/M IN/OUT\n"
          "1  gw/m  gw.example  command op  128k    $0.5 / $2\n");
    CHECK(run(context, {"show", "cheap"}) == 0);
    CHECK(context.printed().find("tries 2, head 5s, not on quota") != std::string::npos);
    FakeContext wrong;
    wrong.write_config(kConfig);
    CHECK(run(wrong, {"show", "chep"}) == 2);
    CHECK(wrong.said() == "edgee: there is no chain \"chep\"\n  did you mean \"cheap\"?\n");
  }

  TEST_CASE("show as JSON") {
    FakeContext context;
    context.write_config(kConfig + R"(
[models."groq/x"]
window = 1000
price = { input = 1, output = 2 }
)");
    CHECK(run(context, {"show", "--json"}) == 0);
    CHECK(context.printed() ==
          "{\"name\":\"default\",\"default\":true,\"budget_ms\":240000,\"steps\":["
          "{\"target\":\"agent\"},"
          "{\"target\":\"groq/x\",\"hosts\":[\"api.groq.com\"],\"credential\":\"keychain groq\","
          "\"window\":1000,\"price\":{\"input\":1.0,\"output\":2.0,\"cache_read\":1.0,"
          "\"cache_write\":1.0}}]}\n");
  }

  TEST_CASE("a group is one place of its chain, and budgets and hedging are shown with it") {
    const std::string config = R"(
[chain.default]
steps = [
  "agent",
  { spread = ["groq/x", { target = "zai/glm-5", weight = 3 }] },
  "ollama/x",
]
hedge = "p95"
[[budgets]]
provider = "zai"
daily = 5
[[budgets]]
provider = "openrouter"
daily = 1
)";
    FakeContext context;
    context.write_config(config);
    CHECK(run(context, {"show"}) == 0);
    const std::string shown = context.printed();
    CHECK(shown.find("\n2  groq/x ") != std::string::npos);
    CHECK(shown.find("\n   zai/glm-5 ") != std::string::npos);
    CHECK(shown.find("shared, weight 3\n") != std::string::npos);
    CHECK(shown.find("\n3  ollama/x ") != std::string::npos);
    CHECK(
        shown.ends_with("budget for zai: $5.00 a day, then the next step\n"
                        "asks the next step too after p95, for at most $1.00 a day\n"));
    FakeContext json;
    json.write_config(config);
    CHECK(run(json, {"show", "--json"}) == 0);
    const std::string text = json.printed();
    CHECK(text.find("\"hedge\":\"p95\",\"hedge_daily\":1.0,\"steps\":") != std::string::npos);
    CHECK(text.find("{\"target\":\"zai/glm-5\",\"group\":1,\"weight\":3,") != std::string::npos);
    CHECK(
        text.ends_with("\"budgets\":[{\"provider\":\"zai\",\"chain\":\"\",\"daily\":5.0,"
                       "\"weekly\":null,\"monthly\":null,\"on_reach\":\"next\"}]}\n"));
    FakeContext list;
    list.write_config(config);
    CHECK(run(list, {"list"}) == 0);
    CHECK(list.printed().find("agent > groq/x > zai/glm-5 > ollama/x") != std::string::npos);
  }

  TEST_CASE("show without a configuration shows what a launch would find") {
    FakeContext context;
    CHECK(run(context, {"show"}) == 0);
    CHECK(context.said().starts_with("no chain is configured"));
    CHECK(context.printed().find("1  agent") != std::string::npos);
  }

  TEST_CASE("check lists every problem of user and project file and ends with 2") {
    FakeContext context;
    context.write_config("[chain.default]\nsteps = [\"agnt\"]\nbudgt = 1\n");
    context.write_project("x = 1\n");
    CHECK(run(context, {"check"}) == 2);
    CHECK(context.printed() ==
          "/home/me/.config/edgee/config.toml:2:10: \"agnt\" is no step: expected \"agent\" or "
          "\"provider/model\"\n  did you mean \"agent\"?\n"
          "/home/me/.config/edgee/config.toml:3:1: unknown key \"budgt\" in a chain\n"
          "  did you mean \"budget\"?\n"
          "/home/me/project/.edgee.toml:1:1: unknown key \"x\" in the configuration\n"
          "  " +
              kKeys + "\n");
    FakeContext json;
    json.write_config("ladger = 1\n");
    CHECK(run(json, {"check", "--json"}) == 2);
    CHECK(json.printed() ==
          "{\"ok\":false,\"problems\":[{\"file\":\"/home/me/.config/edgee/config.toml\","
          "\"line\":1,\"column\":1,\"message\":\"unknown key \\\"ladger\\\" in the configuration\","
          "\"fix\":\"did you mean \\\"ledger\\\"?\"}]}\n");
    FakeContext good;
    good.write_config(kConfig);
    CHECK(run(good, {"check"}) == 0);
    CHECK(good.said() ==
          "checked /home/me/.config/edgee/config.toml\n"
          "all well: 2 chains, 3 steps\n");
  }
}

}  // namespace edgee
