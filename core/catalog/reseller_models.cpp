// Models whose window or price at a reseller is known to differ, and open weights without a maker's
// own service. Marked prices are a few months old.
#include <array>

#include "core/catalog/model_rows.h"

namespace edgee {
namespace {

using enum ThinkingSupport;

constexpr RowTraits kOss = kReasons | kTakesEffort;

constexpr std::array kRows = std::to_array<ModelRow>({
    {"groq", "openai/gpt-oss-120b", 131'072, 65'536, {0.15, 0.60, 0.075}, kOss},
    {"cerebras", "gpt-oss-120b", 131'072, 40'000, {0.35, 0.75}, kOss},
    {"cerebras", "zai-glm-4.7", 131'072, 40'000, {2.25, 2.75}, kReasons},
    {"cerebras", "gemma-4-31b-it", 131'072, 0, {0.99, 1.49}, kSeesImages},

    {"openrouter", "z-ai/glm-5.3", 1'000'000, 131'072, {0.87, 3.36}, kReasons},
    {"openrouter", "moonshotai/kimi-k2.5", 262'144, 0, {0.375, 2.03}, kSeesImages | kReasons},
    {"openrouter", "qwen/qwen3-coder", 262'144, 65'536, {0.15, 0.80}},
    {"openrouter", "google/gemma-4-26b-a4b-it", 262'144, 0, {0.06, 0.33}, kSeesImages},
    {"openrouter", "google/gemma-4-31b-it", 262'144, 0, {0.12, 0.35}, kSeesImages},

    {"together", "zai-org/GLM-5", 202'752, 131'072, {1, 3.20}, kReasons},
    {"together", "moonshotai/Kimi-K2.5", 262'144, 0, {0.50, 2.80}, kSeesImages | kReasons},
    {"together", "Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8", 262'144, 0, {2, 2}},
    {"together", "google/gemma-4-31b-it", 262'144, 0, {0.39, 0.97}, kSeesImages},

    {"fireworks",
     "accounts/fireworks/models/glm-5p2",
     1'000'000,
     131'072,
     {1.40, 4.40, 0.14},
     kReasons},
    {"fireworks",
     "accounts/fireworks/models/kimi-k3",
     1'000'000,
     131'072,
     {3, 15, 0.30},
     kSeesImages | kReasons},
    {"fireworks",
     "accounts/fireworks/models/deepseek-v4-pro-0813",
     1'000'000,
     384'000,
     {1.32, 3.96, 0.044},
     kReasons},
    {"fireworks",
     "accounts/fireworks/models/gpt-oss-120b",
     131'072,
     32'768,
     {0.15, 0.60, 0.014},
     kOss},

    {"huggingface", "google/gemma-4-26b-a4b-it", 262'144, 0, {0.13, 0.40}, kSeesImages},

    // Free of charge while the trial's credits last, or paid by subscription: no price.
    {"nvidia", "qwen/qwen3-coder-480b-a35b-instruct", 262'144, 65'536},
    {"ollama-cloud", "gpt-oss:120b", 131'072, 65'536, {}, kOss},
});

}  // namespace

std::span<const ModelRow> reseller_model_rows() {
  return kRows;
}

}  // namespace edgee
