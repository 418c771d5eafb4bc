// Claude, as of November 2026. Cache writes are priced for the five-minute class.
// https://platform.claude.com/docs/en/about-claude/models, .../pricing, .../extended-thinking
#include <array>

#include "core/catalog/model_rows.h"

namespace edgee {
namespace {

using enum ThinkingSupport;

constexpr RowTraits kOld = kSeesImages;                               // up to 4.6
constexpr RowTraits kNew = kSeesImages | kTakesEffort | kNoSampling;  // from 4.7
constexpr RowTraits kThinks = kNew | kReasons;                        // thinks by default
constexpr RowTraits kTalks = kThinks | kSystemMessages;               // takes system messages
constexpr RowTraits kWilful = kTalks | kNoForcedTools;                // picks its tools itself

constexpr std::array kRows = std::to_array<ModelRow>({
    {"anthropic", "claude-fable-5-2", 1'000'000, 128'000, {8, 40, 0.20, 10}, kWilful, always_on},
    {"anthropic", "claude-mythos-5-2", 1'000'000, 128'000, {8, 40, 0.20, 10}, kWilful, always_on},
    {"anthropic", "claude-fable-5-1", 1'000'000, 128'000, {10, 50, 0.25, 12.5}, kWilful, always_on},
    {"anthropic",
     "claude-mythos-5-1",
     1'000'000,
     128'000,
     {10, 50, 0.25, 12.5},
     kWilful,
     always_on},
    {"anthropic", "claude-opus-5-5", 1'000'000, 128'000, {4, 20, 0.20, 5}, kWilful, always_on},
    {"anthropic", "claude-sonnet-5-5", 1'000'000, 128'000, {2, 10, 0.10, 2.5}, kThinks, always_on},
    {"anthropic",
     "claude-haiku-5-5",
     1'000'000,
     128'000,
     {0.10, 0.50, 0.01, 0.125},
     kThinks,
     adaptive_only,
     {0.50, 2.50, 0.05, 0.625},
     100'000},
    {"anthropic", "claude-fable-5", 1'000'000, 128'000, {10, 50, 1, 12.5}, kTalks, always_on},
    {"anthropic", "claude-mythos-5", 1'000'000, 128'000, {10, 50, 1, 12.5}, kTalks, always_on},
    {"anthropic", "claude-opus-5", 1'000'000, 128'000, {5, 25, 0.50, 6.25}, kTalks, adaptive_only},
    {"anthropic",
     "claude-sonnet-5",
     1'000'000,
     128'000,
     {2, 10, 0.20, 2.5},
     kThinks,
     adaptive_only},
    {"anthropic",
     "claude-opus-4-8",
     1'000'000,
     128'000,
     {5, 25, 0.50, 6.25},
     kNew | kSystemMessages,
     adaptive_only},
    {"anthropic", "claude-opus-4-7", 1'000'000, 128'000, {5, 25, 0.50, 6.25}, kNew, adaptive_only},
    {"anthropic",
     "claude-opus-4-6",
     1'000'000,
     128'000,
     {5, 25, 0.50, 6.25},
     kOld | kTakesEffort,
     adaptive_and_budget},
    {"anthropic",
     "claude-sonnet-4-6",
     1'000'000,
     128'000,
     {3, 15, 0.30, 3.75},
     kOld | kTakesEffort,
     adaptive_and_budget},
    {"anthropic",
     "claude-opus-4-5",
     200'000,
     64'000,
     {5, 25, 0.50, 6.25},
     kOld | kTakesEffort,
     budget_only},
    {"anthropic", "claude-sonnet-4-5", 200'000, 64'000, {3, 15, 0.30, 3.75}, kOld, budget_only},
    {"anthropic", "claude-haiku-4-5", 200'000, 64'000, {1, 5, 0.10, 1.25}, kOld, budget_only},
    // A Claude of tomorrow is most like today's newest: it thinks on its own terms.
    {"anthropic", "claude-*", 0, 0, {}, kThinks | kNoForcedTools, adaptive_only},
});

}  // namespace

std::span<const ModelRow> claude_model_rows() {
  return kRows;
}

}  // namespace edgee
