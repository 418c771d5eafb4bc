#include <set>

#include <doctest/doctest.h>

#include "core/catalog/catalog.h"
#include "core/catalog/model_rows.h"

namespace edgee::test {
namespace {

std::vector<ModelRow> all_rows() {
  std::vector<ModelRow> all;
  for (const auto rows :
       {claude_model_rows(), closed_model_rows(), open_model_rows(), reseller_model_rows()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

void check_price(const RowPrice& price) {
  if (price.input < 0) return;
  CHECK(price.output >= price.input);
  if (price.cache_read >= 0) CHECK(price.cache_read <= price.input);
  if (price.cache_write >= 0) CHECK(price.cache_write >= price.input);
}

double cost(const ModelInfo& info, const TokenUsage& usage) {
  return cost_of(info, usage).value_or(-1);
}

constexpr std::int64_t kMillion = 1'000'000;

}  // namespace

TEST_SUITE("core/catalog/models") {
  TEST_CASE("every row is well-formed") {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const ModelRow& row : all_rows()) {
      CAPTURE(row.id);
      CHECK(seen.insert({row.provider, row.id}).second);
      CHECK(find_catalog_provider(row.provider) != nullptr);
      CHECK(row.max_output <= row.window + (row.window == 0 ? row.max_output : 0));
      CHECK(row.window <= 2 * kMillion);
      check_price(row.price);
      check_price(row.long_price);
      CHECK((row.long_from > 0) == (row.long_price.input > 0));
      if (row.long_from > 0) CHECK(row.long_price.input > row.price.input);
    }
  }

  TEST_CASE("every row is found under its own name") {
    for (const ModelRow& row : all_rows()) {
      CAPTURE(row.id);
      const bool family = row.id.find('*') != std::string_view::npos;
      const std::string id =
          family ? std::string(row.id.substr(0, row.id.find('*'))) + "99" : std::string(row.id);
      const ModelInfo& info = find_model(row.provider, id);
      CHECK(info.provider == row.provider);
      CHECK(info.id == row.id);
      CHECK(info.window == row.window);
    }
  }

  TEST_CASE("the same model elsewhere, under other spellings") {
    CHECK(find_model("openrouter", "anthropic/claude-opus-4.8").id == "claude-opus-4-8");
    CHECK(find_model("anthropic", "claude-opus-4-5-20251101").id == "claude-opus-4-5");
    CHECK(find_model("anthropic", "claude-opus-4-8[1m]").window == kMillion);
    CHECK(find_model("my-gateway", "glm-5").provider == "zai");
    CHECK(find_model("openrouter", "z-ai/glm-5.3:nitro").provider == "openrouter");
    CHECK(find_model("huggingface", "Qwen/Qwen3-Coder-480B-A35B-Instruct").window == 262'144);
  }

  TEST_CASE("a provider's own row wins over the maker's") {
    CHECK(find_model("cerebras", "zai-glm-4.7").window == 131'072);
    CHECK(find_model("zai", "glm-4.7").window == 204'800);
    CHECK(find_model("together", "moonshotai/Kimi-K2.5").price->input == doctest::Approx(0.50));
  }

  TEST_CASE("an unknown model has a row that promises nothing") {
    const ModelInfo& info = find_model("openrouter", "some/unknown");
    CHECK_FALSE(is_known(info));
    CHECK(info.window == 0);
    CHECK_FALSE(info.price);
    CHECK(info.tools);
    CHECK(info.images);
    CHECK_FALSE(is_known(find_model("", "")));
  }

  TEST_CASE("a local model is free and its window unknown, its abilities are its own") {
    const ModelInfo& known = find_model("ollama", "gpt-oss:120b");
    CHECK(known.window == 0);
    CHECK_FALSE(known.images);
    CHECK(cost(known, {kMillion, 0, 0, kMillion}) == 0);
    CHECK(cost(find_model("llamacpp", "whatever"), {kMillion, 0, 0, kMillion}) == 0);
    CHECK_FALSE(is_known(find_model("llamacpp", "whatever")));
  }

  TEST_CASE("plans have no price") {
    CHECK_FALSE(cost_of(find_model("zai-coding", "glm-5"), {1, 0, 0, 1}));
    CHECK(find_model("zai-coding", "glm-5").window == 204'800);
    CHECK_FALSE(cost_of(find_model("edgee", "anthropic/claude-opus-5-5"), {1, 0, 0, 1}));
  }

  TEST_CASE("four classes of tokens, four prices") {
    const ModelInfo& opus = find_model("anthropic", "claude-opus-5-5");
    CHECK(cost(opus, {kMillion, 0, 0, 0}) == doctest::Approx(4));
    CHECK(cost(opus, {0, kMillion, 0, 0}) == doctest::Approx(0.20));
    CHECK(cost(opus, {0, 0, kMillion, 0}) == doctest::Approx(5));
    CHECK(cost(opus, {0, 0, 0, kMillion}) == doctest::Approx(20));
    CHECK(cost(opus, {10'000, 80'000, 10'000, 1'000}) ==
          doctest::Approx(0.04 + 0.016 + 0.05 + 0.02));
  }

  TEST_CASE("a long prompt costs more, and its cached part counts as length") {
    const ModelInfo& haiku = find_model("anthropic", "claude-haiku-5-5");
    CHECK(cost(haiku, {100'000, 0, 0, 0}) == doctest::Approx(0.010));
    CHECK(cost(haiku, {100'001, 0, 0, 0}) == doctest::Approx(0.0500005));
    CHECK(cost(haiku, {1'000, 90'000, 10'000, 1'000}) ==
          doctest::Approx(0.0005 + 0.0045 + 0.00625 + 0.0025));
    const ModelInfo& sol = find_model("openai", "gpt-6.1-sol");
    CHECK(cost(sol, {272'000, 0, 0, 1'000}) == doctest::Approx(0.544 + 0.010));
    CHECK(cost(sol, {300'000, 0, 0, 1'000}) == doctest::Approx(1.2 + 0.015));
  }

  TEST_CASE("a cache class without a price of its own costs what input does") {
    const ModelInfo& devstral = find_model("mistral", "devstral-2512");
    CHECK(cost(devstral, {0, 0, kMillion, 0}) == doctest::Approx(0.40));
    CHECK(cost(devstral, {0, kMillion, 0, 0}) == doctest::Approx(0.04));
  }

  TEST_CASE("how Claude models take thinking, tools and sampling") {
    struct Row {
      const char* id;
      ThinkingSupport thinking;
      bool sampling;
      bool forced;
      bool system;
      bool effort;
    };
    using enum ThinkingSupport;
    for (const Row& row : std::initializer_list<Row>{
             {"claude-fable-5-1", always_on, false, false, true, true},
             {"claude-opus-5-5", always_on, false, false, true, true},
             {"claude-sonnet-5-5", always_on, false, true, false, true},
             {"claude-haiku-5-5", adaptive_only, false, true, false, true},
             {"claude-opus-5", adaptive_only, false, true, true, true},
             {"claude-sonnet-5", adaptive_only, false, true, false, true},
             {"claude-opus-4-8", adaptive_only, false, true, true, true},
             {"claude-opus-4-7", adaptive_only, false, true, false, true},
             {"claude-sonnet-4-6", adaptive_and_budget, true, true, false, true},
             {"claude-opus-4-5", budget_only, true, true, false, true},
             {"claude-haiku-4-5", budget_only, true, true, false, false},
         }) {
      CAPTURE(row.id);
      const ModelInfo& info = find_model("anthropic", row.id);
      CHECK(info.thinking == row.thinking);
      CHECK(info.sampling == row.sampling);
      CHECK(info.forced_tool_choice == row.forced);
      CHECK(info.system_messages == row.system);
      CHECK(info.effort == row.effort);
      CHECK(info.images);
    }
  }
}

}  // namespace edgee::test
