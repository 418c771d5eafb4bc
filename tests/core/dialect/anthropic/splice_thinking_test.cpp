#include <string>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {

namespace {

const std::string kAdaptive = R"("thinking":{"type":"adaptive","display":"summarized"})";
const std::string kBudget = R"("thinking":{"type":"enabled","budget_tokens":2000})";
const std::string kDisabled = R"("thinking":{"type":"disabled"})";
const std::string kPlainAdaptive = R"("thinking":{"type":"adaptive"})";

// What becomes of `fields` when a request for another model goes to this target.
std::string fields_for(const SpliceSetup& setup, const std::string& fields) {
  const std::string text = setup.body(R"({"model":"claude-other",)" + fields + "}");
  const std::string frame = R"({"model":")" + setup.model + R"(")";
  REQUIRE(text.starts_with(frame));
  const std::string rest = text.substr(frame.size(), text.size() - frame.size() - 1);
  return rest.starts_with(',') ? rest.substr(1) : rest;
}

SpliceSetup claude(ThinkingSupport support) {
  SpliceSetup setup = SpliceSetup::claude();
  setup.info.thinking = support;
  return setup;
}

std::string with_limit(const std::string& fields) {
  return R"("max_tokens":64000,)" + fields;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_thinking") {
  TEST_CASE("each Claude model is asked in the form it takes") {
    struct Row {
      ThinkingSupport support;
      std::string asked;
      std::string sent;
    };
    const std::string budget = R"("thinking":{"type":"enabled","budget_tokens":31999})";
    using enum ThinkingSupport;
    const Row rows[] = {
        {none, kAdaptive, ""},
        {none, kBudget, ""},
        {none, kDisabled, ""},
        {budget_only, kAdaptive, budget},
        {budget_only, kBudget, kBudget},
        {budget_only, kDisabled, kDisabled},
        {adaptive_and_budget, kAdaptive, kAdaptive},
        {adaptive_and_budget, kBudget, kBudget},
        {adaptive_and_budget, kDisabled, kDisabled},
        {adaptive_only, kAdaptive, kAdaptive},
        {adaptive_only, kBudget, kPlainAdaptive},
        {adaptive_only, kDisabled, kDisabled},
        {adaptive_only, R"("thinking":{"type":"between_tools"})", kPlainAdaptive},
        {always_on, kAdaptive, kAdaptive},
        {always_on, kBudget, kPlainAdaptive},
        {always_on, kDisabled, ""},
    };
    for (const Row& row : rows) {
      CAPTURE(static_cast<int>(row.support));
      CAPTURE(row.asked);
      const std::string sent = row.sent.empty() ? "" : "," + row.sent;
      CHECK(fields_for(claude(row.support), with_limit(row.asked)) ==
            R"("max_tokens":64000)" + sent);
    }
  }

  TEST_CASE("the agent's own model is asked as the agent asks") {
    SpliceSetup setup = claude(ThinkingSupport::always_on);
    const std::string fields = R"("thinking":{"type":"between_tools"})";
    CHECK(setup.fields(fields) == fields);
  }

  TEST_CASE("other servers get what their quirks allow") {
    SpliceSetup setup = SpliceSetup::other();
    CHECK(fields_for(setup, with_limit(kAdaptive)) ==
          R"("max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":31999})");
    CHECK(fields_for(setup, with_limit(kDisabled)) == with_limit(kDisabled));
    setup.provider.messages.thinking_adaptive = true;
    CHECK(fields_for(setup, with_limit(kAdaptive)) == with_limit(kAdaptive));
    setup.provider.messages.thinking_enabled = false;
    CHECK(fields_for(setup, with_limit(kBudget)) == with_limit(kPlainAdaptive));
    setup.provider.messages.thinking_adaptive = false;
    CHECK(fields_for(setup, with_limit(kBudget)) == R"("max_tokens":64000)");
    setup = SpliceSetup::other();
    setup.info.reasoning = false;
    CHECK(fields_for(setup, with_limit(kAdaptive)) == R"("max_tokens":64000)");
  }

  TEST_CASE("the effort makes the budget, and the budget stays below max_tokens") {
    struct Row {
      std::string effort;
      std::string budget;
    };
    const Row rows[] = {{"low", "4096"},
                        {"medium", "10000"},
                        {"high", "31999"},
                        {"xhigh", "63999"},
                        {"max", "63999"}};
    SpliceSetup setup = claude(ThinkingSupport::budget_only);
    setup.info.effort = false;
    for (const Row& row : rows) {
      CHECK(fields_for(setup, with_limit(kAdaptive + R"(,"output_config":{"effort":")" +
                                         row.effort + R"("})")) ==
            R"("max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":)" + row.budget +
                "}");
    }
    setup.info.max_output = 1500;
    CHECK(fields_for(setup, with_limit(kBudget)) ==
          R"("max_tokens":1500,"thinking":{"type":"enabled","budget_tokens":1499})");
    setup.info.max_output = 1000;
    CHECK(fields_for(setup, with_limit(kBudget)) == R"("max_tokens":1000)");
  }

  TEST_CASE("budget thinking gives way to a forced tool") {
    const SpliceSetup setup = claude(ThinkingSupport::budget_only);
    const std::string tools =
        R"("max_tokens":64000,"tools":[{"name":"a","input_schema":{}}],"tool_choice":{"type":"any"})";
    CHECK(fields_for(setup, tools + "," + kAdaptive) == tools);
  }

  TEST_CASE("budget thinking gives way where the last turn lacks its thinking") {
    const SpliceSetup setup = claude(ThinkingSupport::budget_only);
    const auto history = [](const std::string& first) {
      return R"("max_tokens":64000,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[)" +
             first +
             R"({"type":"tool_use","id":"t","name":"n","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"r"}]}])";
    };
    CHECK(fields_for(setup, history("") + "," + kBudget) == history(""));
    const std::string thought = history(R"({"type":"thinking","thinking":"x","signature":"s"},)");
    CHECK(fields_for(setup, thought + "," + kBudget) == thought + "," + kBudget);
    const std::string marked =
        history(R"({"type":"thinking","thinking":"x","signature":"edgee.foreign.v1"},)");
    CHECK(fields_for(setup, marked + "," + kBudget) == history(""));
  }

  TEST_CASE("Claude samples in its own way while it thinks") {
    const SpliceSetup setup = claude(ThinkingSupport::adaptive_and_budget);
    const std::string sampling = R"("temperature":0.5,"top_k":3,)";
    for (const std::string& thinking : {kPlainAdaptive, with_limit(kBudget)}) {
      CHECK(fields_for(setup, sampling + thinking) == thinking);
      CHECK(setup.fields(sampling + thinking) == sampling + thinking);
    }
    CHECK(fields_for(setup, sampling + kDisabled) == sampling + kDisabled);
    CHECK(fields_for(SpliceSetup::other(), sampling + with_limit(kBudget)) ==
          sampling + with_limit(kBudget));
  }

  TEST_CASE("clearing of thinking goes with the thinking") {
    const SpliceSetup setup = claude(ThinkingSupport::none);
    const std::string clear = R"({"type":"clear_thinking_20251015","keep":"all"})";
    CHECK(fields_for(setup, kAdaptive + R"(,"context_management":{"edits":[)" + clear + "]}")
              .empty());
    CHECK(fields_for(setup, kAdaptive + R"(,"context_management":{"edits":[)" + clear +
                                R"(,{"type":"clear_tool_uses_20250919"}]})") ==
          R"("context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]})");
  }

  TEST_CASE("the highest efforts need thinking") {
    const SpliceSetup setup = claude(ThinkingSupport::adaptive_only);
    CHECK(fields_for(setup, kDisabled + R"(,"output_config":{"effort":"xhigh"})") ==
          kDisabled + R"(,"output_config":{"effort":"high"})");
    CHECK(fields_for(setup, kDisabled + R"(,"output_config":{"effort":"low"})") ==
          kDisabled + R"(,"output_config":{"effort":"low"})");
  }
}

}  // namespace edgee
