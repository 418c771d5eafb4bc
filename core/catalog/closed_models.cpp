// Models that only their maker serves, as of November 2026. Prices are list prices, without
// promotions. https://developers.openai.com/api/docs/models,
// https://ai.google.dev/gemini-api/docs/pricing, https://docs.x.ai/docs/models,
// https://docs.mistral.ai/getting-started/models
#include <array>

#include "core/catalog/model_rows.h"

namespace edgee {
namespace {

using enum ThinkingSupport;

constexpr RowTraits kGpt = kSeesImages | kReasons | kTakesEffort | kNoSampling;
constexpr RowTraits kGemini = kSeesImages | kReasons | kTakesEffort | kThinkingLevel;
constexpr RowTraits kGeminiFlash = kGemini | kMinimalThinking;
constexpr RowTraits kGeminiBudget = kSeesImages | kReasons | kTakesEffort | kThinkingBudget;
constexpr std::int64_t kGptWindow = 1'050'000;
constexpr std::int64_t kGptLong = 272'000;

constexpr std::array kRows = std::to_array<ModelRow>({
    // Above 272k tokens of input all of it costs double, and output half as much again.
    {"openai", "gpt-6.2-astra", kGptWindow, 128'000, {8, 40}, kGpt, none, {16, 60}, kGptLong},
    {"openai",
     "gpt-6.2-sol",
     kGptWindow,
     128'000,
     {2, 10, 0.10, 2.5},
     kGpt,
     none,
     {4, 15, 0.20, 5},
     kGptLong},
    {"openai", "gpt-6-astra", kGptWindow, 128'000, {10, 50}, kGpt, none, {20, 75}, kGptLong},
    {"openai",
     "gpt-6.1-sol",
     kGptWindow,
     128'000,
     {2, 10, 0.10, 2.5},
     kGpt,
     none,
     {4, 15, 0.20, 5},
     kGptLong},
    {"openai",
     "gpt-6-sol",
     kGptWindow,
     128'000,
     {2, 10, 0.20, 2.5},
     kGpt,
     none,
     {4, 15, 0.40, 5},
     kGptLong},
    {"openai", "gpt-6.1-terra", kGptWindow, 128'000, {1, 5}, kGpt, none, {2, 7.5}, kGptLong},
    {"openai",
     "gpt-6-luna",
     kGptWindow,
     128'000,
     {0.10, 0.50, 0.01, 0.125},
     kGpt,
     none,
     {0.20, 0.75, 0.02, 0.25},
     kGptLong},
    {"openai", "gpt-5.6-sol", kGptWindow, 128'000, {4, 20}, kGpt, none, {8, 30}, kGptLong},
    {"openai", "gpt-5.6-terra", kGptWindow, 128'000, {2, 12}, kGpt, none, {4, 18}, kGptLong},
    {"openai",
     "gpt-5.6-luna",
     kGptWindow,
     128'000,
     {0.20, 1.20},
     kGpt,
     none,
     {0.40, 1.80},
     kGptLong},
    {"openai", "gpt-5.6", kGptWindow, 128'000, {4, 20}, kGpt, none, {8, 30}, kGptLong},
    {"openai", "gpt-5*", 0, 0, {}, kGpt},
    {"openai", "gpt-6*", 0, 0, {}, kGpt},

    {"google", "gemini-4-argon", 1'048'576, 1'000'000, {4, 20, 0.20}, kGemini},
    {"google", "gemini-3.8-flash", 1'048'576, 65'536, {1.50, 7.50, 0.15}, kGeminiFlash},
    {"google", "gemini-3.7-flash", 1'048'576, 65'536, {1.50, 7.50, 0.15}, kGeminiFlash},
    {"google", "gemini-3.6-flash", 1'048'576, 65'536, {1.50, 7.50, 0.15}, kGeminiFlash},
    {"google", "gemini-3.5-flash", 1'048'576, 65'536, {1.50, 9, 0.15}, kGeminiFlash},
    {"google", "gemini-3.5-flash-lite", 1'048'576, 65'536, {0.30, 2.50, 0.03}, kGeminiFlash},
    {"google",
     "gemini-3.1-pro-preview",
     1'048'576,
     65'536,
     {2, 12, 0.20},
     kGemini,
     none,
     {4, 18, 0.40},
     200'000},
    {"google", "gemini-2.5*", 1'048'576, 65'536, {}, kGeminiBudget},
    {"google", "gemini-*", 0, 0, {}, kGemini},

    {"xai",
     "grok-4.7",
     500'000,
     0,
     {2, 6, 0.50},
     kSeesImages | kReasons | kTakesEffort,
     none,
     {4, 12},
     204'800},
    {"xai",
     "grok-4.6",
     500'000,
     0,
     {2, 6, 0.50},
     kSeesImages | kReasons | kTakesEffort,
     none,
     {4, 12},
     204'800},
    {"xai", "grok-4.3", 1'000'000, 0, {1.25, 2.50, 0.20}, kSeesImages | kReasons},
    {"xai", "grok-build-0.1", 256'000, 0, {1, 2, 0.20}, kReasons},

    {"mistral", "mistral-large-4", 1'000'000, 0, {1.36, 4.18}, kSeesImages},
    {"mistral", "mistral-medium-3.5", 256'000, 0, {1.50, 7.50}, kSeesImages},
    {"mistral", "mistral-medium", 256'000, 0, {1.50, 7.50}, kSeesImages},
    {"mistral", "codestral", 256'000, 0, {0.30, 0.90, 0.03}},
});

}  // namespace

std::span<const ModelRow> closed_model_rows() {
  return kRows;
}

}  // namespace edgee
