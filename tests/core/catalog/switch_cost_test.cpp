#include "core/catalog/switch_cost.h"

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"

namespace edgee {
namespace {

ModelInfo priced(double input, double cache_read, double cache_write) {
  ModelInfo model;
  model.price =
      Price{.input = input, .output = 1, .cache_read = cache_read, .cache_write = cache_write};
  return model;
}

}  // namespace

TEST_SUITE("core/catalog/switch_cost") {
  TEST_CASE("the catalogue's models: what a conversation costs on a cold cache") {
    struct Row {
      const char* provider;
      const char* model;
      std::int64_t tokens;
      double usd;
      const char* words;
    };
    const Row rows[] = {
        // Writing to Claude's cache costs more than reading: $5 a million.
        {"anthropic", "claude-opus-5-5", 85'000, 0.425, "cold cache: about $0.42 for 85k tokens"},
        // z.ai has no price for it: the input's, $1 a million.
        {"zai", "glm-5", 150'000, 0.15, "cold cache: about $0.15 for 150k tokens"},
        {"zai", "glm-5", 85'000, 0.085, ""},
        {"ollama", "qwen3-coder:30b", 200'000, 0, ""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.model);
      const auto cost = cost_of_switch(find_model(row.provider, row.model), nullptr, row.tokens);
      REQUIRE(cost);
      CHECK(cost->tokens == row.tokens);
      CHECK(cost->estimate_usd == doctest::Approx(row.usd));
      CHECK_FALSE(cost->stay_usd);
      CHECK(describe(*cost) == row.words);
    }
  }

  TEST_CASE("it agrees with what the ledger will say of that request") {
    const ModelInfo& opus = find_model("anthropic", "claude-opus-5-5");
    TokenUsage cold;
    cold.cache_write = 85'000;
    CHECK(cost_of_switch(opus, nullptr, 85'000)->estimate_usd ==
          doctest::Approx(*cost_of(opus, cold)));
    TokenUsage warm;
    warm.cache_read = 85'000;
    CHECK(*cost_of_switch(opus, &opus, 85'000)->stay_usd == doctest::Approx(*cost_of(opus, warm)));
  }

  TEST_CASE("staying costs what reading the cache costs") {
    const ModelInfo from = priced(3, 0.3, 3.75);
    const auto cost = cost_of_switch(priced(2, 0.2, 2), &from, 100'000);
    REQUIRE(cost);
    CHECK(cost->estimate_usd == doctest::Approx(0.20));
    REQUIRE(cost->stay_usd);
    CHECK(*cost->stay_usd == doctest::Approx(0.03));
  }

  TEST_CASE("a long prompt is priced by its tier, on both sides") {
    ModelInfo model = priced(2, 0.2, 2);
    model.long_price = Price{.input = 4, .output = 1, .cache_read = 0.4, .cache_write = 4};
    model.long_from = 200'000;
    CHECK(cost_of_switch(model, &model, 200'000)->estimate_usd == doctest::Approx(0.4));
    const auto cost = cost_of_switch(model, &model, 200'001);
    CHECK(cost->estimate_usd == doctest::Approx(0.800004));
    CHECK(*cost->stay_usd == doctest::Approx(0.0800004));
  }

  TEST_CASE("an unknown price gives no estimate, and an unknown past no comparison") {
    const ModelInfo unknown;
    CHECK_FALSE(cost_of_switch(unknown, nullptr, 85'000));
    CHECK_FALSE(cost_of_switch(priced(1, 1, 1), &unknown, 85'000)->stay_usd);
  }

  TEST_CASE("from ten cents on it is worth a word") {
    CHECK(describe(SwitchCost{50'000, 0.0999, {}}).empty());
    CHECK(describe(SwitchCost{50'000, 0.1, {}}) == "cold cache: about $0.10 for 50k tokens");
  }
}

}  // namespace edgee
