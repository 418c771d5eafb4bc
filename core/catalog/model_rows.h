// The model table as the compiler keeps it. Internal to the catalogue.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/model/model_info.h"

namespace edgee {

// USD per million tokens. Below zero: no such price; both cache classes then cost what input does.
struct RowPrice {
  double input = -1;
  double output = -1;
  double cache_read = -1;
  double cache_write = -1;
};

using RowTraits = unsigned;
inline constexpr RowTraits kSeesImages = 1U << 0U;
inline constexpr RowTraits kReasons = 1U << 1U;
inline constexpr RowTraits kTakesEffort = 1U << 2U;
inline constexpr RowTraits kNoSampling = 1U << 3U;
inline constexpr RowTraits kNoForcedTools = 1U << 4U;
inline constexpr RowTraits kSystemMessages = 1U << 5U;
// Of Gemini's models: how they take thinkingConfig.
inline constexpr RowTraits kThinkingBudget = 1U << 6U;
inline constexpr RowTraits kThinkingLevel = 1U << 7U;
inline constexpr RowTraits kMinimalThinking = 1U << 8U;

// `id` may be a glob for a family whose next members are foreseeable; exact rows come first.
struct ModelRow {
  std::string_view provider;
  std::string_view id;
  std::int64_t window = 0;
  std::int64_t max_output = 0;
  RowPrice price = {};
  RowTraits traits = 0;
  ThinkingSupport thinking = ThinkingSupport::none;
  RowPrice long_price = {};
  std::int64_t long_from = 0;
};

// In order of authority: a model's own maker stands before those who resell it.
[[nodiscard]] std::span<const ModelRow> claude_model_rows();
[[nodiscard]] std::span<const ModelRow> closed_model_rows();
[[nodiscard]] std::span<const ModelRow> open_model_rows();
[[nodiscard]] std::span<const ModelRow> reseller_model_rows();

}  // namespace edgee
