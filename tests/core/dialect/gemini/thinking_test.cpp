#include "core/dialect/gemini/thinking.h"

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"

namespace edgee::gemini {
namespace {

using Mode = ThinkingWish::Mode;

struct Row {
  Mode mode;
  long long tokens;
  const char* effort;
  const char* levels;  // 3.x Flash
  const char* from_low;
  const char* budget;  // 2.5
};

constexpr Row kRows[] = {
    {Mode::unset, 0, "", "", "", ""},
    {Mode::disabled, 0, "", R"({"thinkingLevel":"minimal"})", R"({"thinkingLevel":"low"})",
     R"({"thinkingBudget":512})"},
    {Mode::unset, 0, "low", R"({"thinkingLevel":"low"})", R"({"thinkingLevel":"low"})",
     R"({"thinkingBudget":4096})"},
    {Mode::unset, 0, "medium", R"({"thinkingLevel":"medium"})", R"({"thinkingLevel":"medium"})",
     R"({"thinkingBudget":12288})"},
    {Mode::unset, 0, "xhigh", R"({"thinkingLevel":"high"})", R"({"thinkingLevel":"high"})",
     R"({"thinkingBudget":24576})"},
    {Mode::adaptive, 0, "", R"({"includeThoughts":true})", R"({"includeThoughts":true})",
     R"({"includeThoughts":true,"thinkingBudget":-1})"},
    {Mode::budget, 2'000, "", R"({"includeThoughts":true,"thinkingLevel":"low"})",
     R"({"includeThoughts":true,"thinkingLevel":"low"})",
     R"({"includeThoughts":true,"thinkingBudget":2000})"},
    {Mode::budget, 60'000, "", R"({"includeThoughts":true,"thinkingLevel":"high"})",
     R"({"includeThoughts":true,"thinkingLevel":"high"})",
     R"({"includeThoughts":true,"thinkingBudget":24576})"},
};

}  // namespace

TEST_SUITE("core/dialect/gemini/thinking") {
  TEST_CASE("each generation is asked in its own form") {
    for (const Row& row : kRows) {
      CAPTURE(row.effort);
      CAPTURE(row.tokens);
      Thinking wish{{row.mode, row.tokens}, row.effort, false};
      wish.shown = row.mode == Mode::adaptive || row.mode == Mode::budget;
      CHECK(write_thinking(wish, find_model("google", "gemini-3.8-flash")) == row.levels);
      CHECK(write_thinking(wish, find_model("google", "gemini-4-argon")) == row.from_low);
      CHECK(write_thinking(wish, find_model("google", "gemini-2.5-flash")) == row.budget);
      CHECK(write_thinking(wish, ModelInfo{}).empty());
    }
  }

  TEST_CASE("what an agent asks for is read from either form") {
    CHECK(read_thinking(R"({"thinkingLevel":"HIGH"})").effort == "high");
    CHECK(read_thinking(R"({"thinkingBudget":0})").wish.mode == Mode::disabled);
    CHECK(read_thinking(R"({"thinkingBudget":-1})").wish.mode == Mode::adaptive);
    CHECK(read_thinking(R"({"thinking_budget":300})").wish.budget_tokens == 300);
    const Thinking shown = read_thinking(R"({"includeThoughts":true})");
    CHECK(shown.shown);
    CHECK(shown.wish.mode == Mode::adaptive);
    CHECK(read_thinking("").wish.mode == Mode::unset);
  }

  TEST_CASE("a config passes where its form is the model's") {
    const ModelInfo& argon = find_model("google", "gemini-4-argon");
    const ModelInfo& flash = find_model("google", "gemini-3.8-flash");
    const ModelInfo& older = find_model("google", "gemini-2.5-pro");
    CHECK(takes_thinking(R"({"thinkingLevel":"low"})", argon));
    CHECK_FALSE(takes_thinking(R"({"thinkingLevel":"minimal"})", argon));
    CHECK(takes_thinking(R"({"thinkingLevel":"MINIMAL"})", flash));
    CHECK_FALSE(takes_thinking(R"({"thinkingBudget":100})", flash));
    CHECK(takes_thinking(R"({"thinkingBudget":100})", older));
    CHECK_FALSE(takes_thinking(R"({"thinkingLevel":"low"})", older));
    CHECK_FALSE(takes_thinking(R"({"includeThoughts":true})", ModelInfo{}));
  }
}

}  // namespace edgee::gemini
