#include "cli/default_chain.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

std::vector<std::string> targets(const FoundSteps& found) {
  std::vector<std::string> names;
  for (const Step& step : found.steps)
    names.push_back(step.target.name());
  return names;
}

std::string with_default_model(const std::string& provider) {
  return provider + "/" + find_catalog_provider(provider)->default_model;
}

void note_key(FakeContext& context, const std::string& entry) {
  REQUIRE(context.records.set_note(kKeyNotes, entry, ""));
}

std::string answer_to(FakeContext& context, const std::string& variable) {
  const auto notes = context.records.notes(kEnvKeyNotes);
  const auto found = notes->find(variable);
  return found == notes->end() ? "(not asked)" : found->second;
}

}  // namespace

TEST_SUITE_BEGIN("cli/default_chain");

TEST_CASE("with nothing else there the chain is the agent alone") {
  FakeContext context;
  const FoundSteps found = steps_at_once(context, Config(), "anthropic");
  CHECK(targets(found) == std::vector<std::string>{"agent"});
  CHECK(found.aside.empty());
}

TEST_CASE("keys given to edgee follow the agent in the catalogue's order, each key a step") {
  FakeContext context;
  note_key(context, "openrouter/work");
  note_key(context, "openrouter");
  note_key(context, "anthropic");
  const FoundSteps found = steps_at_once(context, Config(), "anthropic");
  CHECK(targets(found) == std::vector<std::string>{"agent", with_default_model("anthropic"),
                                                   with_default_model("openrouter"),
                                                   with_default_model("openrouter")});
  CHECK_FALSE(found.steps[2].credential);
  REQUIRE(found.steps[3].credential);
  CHECK(found.steps[3].credential->name == "openrouter/work");
  CHECK(found.steps[3].target.credential == "openrouter/work");
  CHECK(context.keys.gets() == 0);
}

TEST_CASE("a key of nobody is set aside by name") {
  FakeContext context;
  note_key(context, "nobody");
  const FoundSteps found = steps_at_once(context, Config(), "anthropic");
  CHECK(found.steps.size() == 1);
  REQUIRE(found.aside.size() == 1);
  CHECK(found.aside.front().find("nobody") != std::string::npos);
}

TEST_CASE("a key in the environment is set aside until it is agreed to, once") {
  FakeContext context;
  context.variables.variables = {{"OPENROUTER_API_KEY", "hush"}, {"ANTHROPIC_API_KEY", "hush"}};
  const FoundSteps before = steps_at_once(context, Config(), "anthropic");
  CHECK(before.steps.size() == 1);
  REQUIRE(before.aside.size() == 1);
  CHECK(before.aside.front().starts_with("OPENROUTER_API_KEY"));

  ask_about_environment_keys(context, Config(), "anthropic");
  CHECK(answer_to(context, "OPENROUTER_API_KEY") == "(not asked)");

  context.use_terminal();
  context.in.str("y\n");
  ask_about_environment_keys(context, Config(), "anthropic");
  CHECK(answer_to(context, "OPENROUTER_API_KEY") == "yes");
  CHECK(answer_to(context, "ANTHROPIC_API_KEY") == "(not asked)");
  CHECK(context.said().find("hush") == std::string::npos);
  const std::string asked = context.said();
  ask_about_environment_keys(context, Config(), "anthropic");
  CHECK(context.said() == asked);

  const FoundSteps after = steps_at_once(context, Config(), "anthropic");
  REQUIRE(after.steps.size() == 2);
  CHECK(after.steps[1].target.name() == with_default_model("openrouter"));
  REQUIRE(after.steps[1].credential);
  CHECK(after.steps[1].credential->source == CredentialSource::env);
  CHECK(after.steps[1].credential->name == "OPENROUTER_API_KEY");
  CHECK(after.aside.empty());
}

TEST_CASE("a no is remembered and not named again") {
  FakeContext context;
  context.variables.variables = {{"OPENROUTER_API_KEY", "hush"}};
  context.use_terminal();
  context.in.str("n\n");
  ask_about_environment_keys(context, Config(), "anthropic");
  CHECK(answer_to(context, "OPENROUTER_API_KEY") == "no");
  const FoundSteps found = steps_at_once(context, Config(), "anthropic");
  CHECK(found.steps.size() == 1);
  CHECK(found.aside.empty());
}

TEST_CASE("keys whose notes were lost are found in the keychain and noted") {
  FakeContext context;
  context.keys.keys["openrouter"] = "hush";
  note_key(context, "groq");
  context.keys.keys["groq"] = "hush";
  const FoundSteps found = unnoted_keys(context.keys, context.records, Config());
  CHECK(targets(found) == std::vector<std::string>{with_default_model("openrouter")});
  CHECK(context.records.notes(kKeyNotes)->contains("openrouter"));
  CHECK(unnoted_keys(context.keys, context.records, Config()).steps.empty());
}

TEST_CASE("a keychain that does not answer adds nothing") {
  FakeContext context;
  context.keys.error = Error{"the keychain is locked", "", 1};
  CHECK(unnoted_keys(context.keys, context.records, Config()).steps.empty());
}

TEST_CASE("a local server that proves what it is joins with its window") {
  FakeContext context;
  FakeUpstream upstream(dynamic_cast<FakeClock&>(context.clock()));
  upstream.on("http://127.0.0.1:8000/v1/models")
      .reply(200, R"({"data":[{"id":"m","owned_by":"vllm","max_model_len":200000}]})");
  upstream.on("http://127.0.0.1:1234/api/v0/models").reply(404, "{}");
  upstream.on("http://127.0.0.1:8080/props").head(200).chunk("<html>").end();
  upstream.on("http://127.0.0.1:11434/api/version").after(std::chrono::seconds(9)).reply(200, "{}");
  const FoundSteps found = local_steps(upstream, context.clock(), Config(), {});
  CHECK(targets(found) == std::vector<std::string>{"vllm/m"});
  REQUIRE(found.models.size() == 1);
  CHECK(found.models.front().window == 200000);
  for (const SentRequest& sent : upstream.sent)
    CHECK(sent.secret_header.empty());
}

TEST_CASE("the found chain is the default one, and what the user wrote of a model stays first") {
  Config config;
  ModelInfo own;
  own.provider = "vllm";
  own.id = "m";
  own.window = 1;
  config.models.push_back(own);
  FoundSteps found;
  found.steps.resize(2);
  found.steps[0].target.provider = "agent";
  found.steps[1].target = {"vllm", "m", ""};
  found.models.push_back(own);
  found.models.front().window = 2;
  const Config with = with_chain(config, found);
  REQUIRE(with.chains.contains(with.default_chain));
  CHECK(with.chains.at(with.default_chain).steps.size() == 2);
  CHECK(with.model("vllm", "m").window == 1);
}

TEST_SUITE_END();

}  // namespace edgee
