#include "cli/load_config.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/fake_context.h"

namespace edgee {
namespace {

const std::string kUser = R"(
[chain.default]
steps = ["agent", "ollama/x"]
[chain.cheap]
steps = ["ollama/x"]
[[routes]]
model = "*haiku*"
chain = "cheap"
)";
const std::string kProject = "[chain.default]\nsteps = [\"groq/y\"]\n";

}  // namespace

TEST_SUITE("cli/load_config") {
  TEST_CASE("no file at all is fine") {
    FakeContext context;
    const Result<Config> config = load_config(context);
    REQUIRE(config);
    CHECK_FALSE(config->has_chain);
  }

  TEST_CASE("a broken file is an error with its place") {
    FakeContext context;
    context.write_config("stps = 1\n");
    const Result<Config> config = load_config(context);
    REQUIRE_FALSE(config);
    CHECK(config.error().message ==
          context.paths().config_file + ":1:1: unknown key \"stps\" in the configuration");
    CHECK(config.error().exit_code == kExitUsage);
  }

  TEST_CASE("a file that cannot be read is an error, not an absent file") {
    FakeContext context;
    context.disk.read_errors[context.paths().config_file] = {"cannot read it", "", 1};
    CHECK(load_config(context).error().message == "cannot read it");
  }

  TEST_CASE("a project file counts as trusted by its hash only") {
    FakeContext context;
    context.write_config(kUser);
    context.write_project(kProject);
    CHECK(load_config(context).error().message ==
          "/home/me/project/.edgee.toml:2:10: step \"groq/y\" is in no chain of your own "
          "configuration");
    const std::string hash = context.crypto().sha256(kProject);
    REQUIRE(context.records.set_note(kTrustNotes, "/elsewhere/.edgee.toml", hash));
    CHECK_FALSE(load_config(context));
    REQUIRE(context.records.set_note(kTrustNotes, context.paths().project_file, hash));
    REQUIRE(load_config(context));
    CHECK(load_config(context)->chains.at("default").steps.size() == 1);
    context.write_project(kProject + "# changed\n");
    CHECK_FALSE(load_config(context));
  }

  TEST_CASE("notes that cannot be read mean no trust") {
    FakeContext context;
    context.write_project(kProject);
    REQUIRE(context.records.set_note(kTrustNotes, context.paths().project_file,
                                     context.crypto().sha256(kProject)));
    context.records.error = Error{"the ledger is broken", "", 1};
    CHECK_FALSE(load_config(context));
  }

  TEST_CASE("EDGEE_CHAIN names the chain for all requests") {
    FakeContext context;
    context.write_config(kUser);
    context.variables.variables["EDGEE_CHAIN"] = "cheap";
    const Result<Config> config = load_config(context);
    REQUIRE(config);
    CHECK(config->default_chain == "cheap");
    CHECK(config->routes.empty());
    context.variables.variables["EDGEE_CHAIN"] = "";
    CHECK(load_config(context)->default_chain == "default");
    context.variables.variables["EDGEE_CHAIN"] = "chep";
    const Result<Config> wrong = load_config(context);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message == "EDGEE_CHAIN names no chain: \"chep\"");
    CHECK(wrong.error().hint == "did you mean \"cheap\"?");
    CHECK(wrong.error().exit_code == kExitUsage);
  }
}

}  // namespace edgee
