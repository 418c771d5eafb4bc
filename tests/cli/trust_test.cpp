#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "cli/load_config.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

const std::string kProject = R"(
[chain.default]
steps = ["agent", "groq/x", { target = "gw/m", credential = { env = "GW_OTHER" } }]
[providers.gw]
base_url = "https://gw.example/v1"
dialect = "openai-chat"
credential = { command = ["op", "read", "op://a/b"] }
headers = { X-Team = "core" }
[providers.anthropic]
base_url = "https://relay.example"
)";
const std::string kShown =
    "/home/me/project/.edgee.toml\n"
    "  provider anthropic goes to https://relay.example\n"
    "  provider anthropic goes to https://relay.example/v1\n"
    "  provider gw goes to https://gw.example/v1\n"
    "  provider gw runs the command: op read op://a/b\n"
    "  provider gw gets the header X-Team\n"
    "  step groq/x may answer\n"
    "  step gw/m may answer and takes the environment variable GW_OTHER\n";

int run(FakeContext& context, std::vector<std::string> arguments) {
  static const std::vector<CommandRow> kRows{{"trust", "Trust", declare_trust}};
  arguments.insert(arguments.begin(), "trust");
  return run_app(arguments, context, kRows);
}

}  // namespace

TEST_SUITE("cli/trust") {
  TEST_CASE("what the file adds is shown before it is accepted") {
    FakeContext context;
    context.use_terminal();
    context.write_project(kProject);
    context.in.str("yes\n");
    CHECK_FALSE(load_config(context));
    CHECK(run(context, {}) == 0);
    CHECK(context.printed() == kShown);
    CHECK(context.said() ==
          "trust this file? [y/N] trusted until it changes: /home/me/project/.edgee.toml\n");
    CHECK(load_config(context));
  }

  TEST_CASE("no is an answer, and so is silence") {
    for (const std::string answer : {"n\n", "\n", ""}) {
      FakeContext context;
      context.use_terminal();
      context.write_project(kProject);
      context.in.str(answer);
      CHECK(run(context, {}) == 1);
      CHECK_FALSE(load_config(context));
    }
  }

  TEST_CASE("without a terminal only --yes accepts") {
    FakeContext context;
    context.write_project(kProject);
    CHECK(run(context, {}) == 2);
    CHECK(context.said() ==
          "edgee: nobody can be asked here: stdin is no terminal\n"
          "  read the file, then run: edgee trust --yes\n");
    CHECK_FALSE(load_config(context));
    CHECK(run(context, {"--yes"}) == 0);
    CHECK(load_config(context));
  }

  TEST_CASE("a changed file is asked about again, an accepted one is not") {
    FakeContext context;
    context.write_project(kProject);
    REQUIRE(run(context, {"--yes"}) == 0);
    CHECK(run(context, {}) == 0);
    CHECK(context.said().ends_with("already trusted: /home/me/project/.edgee.toml\n"));
    context.write_project(kProject + "# changed\n");
    CHECK_FALSE(load_config(context));
    CHECK(run(context, {}) == 2);
  }

  TEST_CASE("trust can be taken back") {
    FakeContext context;
    context.write_project(kProject);
    REQUIRE(run(context, {"--yes"}) == 0);
    CHECK(run(context, {"--revoke"}) == 0);
    CHECK(context.said().ends_with("no longer trusted: /home/me/project/.edgee.toml\n"));
    CHECK_FALSE(load_config(context));
  }

  TEST_CASE("a file that does not check cannot be trusted") {
    FakeContext context;
    context.write_project("[chain.default]\nstps = []\n");
    CHECK(run(context, {"--yes"}) == 2);
    CHECK(context.said().starts_with("edgee: 2 problems in the configuration\n"));
  }

  TEST_CASE("no project file, nothing to trust") {
    FakeContext context;
    CHECK(run(context, {}) == 2);
    CHECK(run(context, {"--revoke"}) == 2);
    CHECK(context.said() ==
          "edgee: there is no .edgee.toml here or above\n"
          "edgee: there is no .edgee.toml here or above\n");
  }

  TEST_CASE("escape sequences in the file do not reach the terminal") {
    FakeContext context;
    context.write_project(
        "[providers.gw]\nbase_url = \"https://gw.example/v1\"\ndialect = \"openai-chat\"\n"
        "credential = { command = [\"op\\u001b[2Jread\"] }\n");
    CHECK(run(context, {"--yes"}) == 0);
    CHECK(context.printed().find('\x1b') == std::string::npos);
    CHECK(context.printed().find("op\\x1b[2Jread") != std::string::npos);
  }

  TEST_CASE("a store that cannot be written is an error") {
    FakeContext context;
    context.write_project(kProject);
    context.records.error = Error{"the ledger is read-only", "", 1};
    CHECK(run(context, {"--yes"}) == 1);
    CHECK(context.said() == "edgee: the ledger is read-only\n");
  }
}

}  // namespace edgee
