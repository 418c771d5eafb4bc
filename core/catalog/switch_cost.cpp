#include "core/catalog/switch_cost.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace edgee {
namespace {

constexpr double kWorthAWord = 0.10;
constexpr double kPerToken = 1e-6;

const Price& tier_of(const ModelInfo& model, std::int64_t tokens) {
  return model.long_price && tokens > model.long_from ? *model.long_price : *model.price;
}

}  // namespace

std::optional<SwitchCost> cost_of_switch(const ModelInfo& to, const ModelInfo* from,
                                         std::int64_t tokens) {
  if (!to.price) return std::nullopt;
  const auto count = static_cast<double>(tokens);
  // Agents mark their prompts for the cache, so where writing to it has a price, that is paid.
  const Price& cold = tier_of(to, tokens);
  SwitchCost cost;
  cost.tokens = tokens;
  cost.estimate_usd = kPerToken * count * std::max(cold.input, cold.cache_write);
  if (from != nullptr && from->price) {
    cost.stay_usd = kPerToken * count * tier_of(*from, tokens).cache_read;
  }
  return cost;
}

std::string describe(const SwitchCost& cost) {
  if (cost.estimate_usd < kWorthAWord) return "";
  std::array<char, 96> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "cold cache: about $%.2f for %lldk tokens",
                    cost.estimate_usd, static_cast<long long>((cost.tokens + 500) / 1000));
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace edgee
