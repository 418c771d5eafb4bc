// What it costs to go to another target in the middle of a conversation: its prompt cache is cold.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/model/model_info.h"

namespace edgee {

struct SwitchCost {
  std::int64_t tokens = 0;
  double estimate_usd = 0;         // the whole prompt, read anew by the target
  std::optional<double> stay_usd;  // the same prompt from the cache of the target that is left
};

// For a prompt of `tokens` (an estimate); `from` is the model that has answered so far, nullptr
// when none has. nullopt: the price of `to` is unknown.
[[nodiscard]] std::optional<SwitchCost> cost_of_switch(const ModelInfo& to, const ModelInfo* from,
                                                       std::int64_t tokens);

// "cold cache: about $0.43 for 85k tokens"; "" below $0.10, which is not worth a word.
[[nodiscard]] std::string describe(const SwitchCost& cost);

}  // namespace edgee
