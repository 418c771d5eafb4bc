// Open-weight models and the like at their makers, as of November 2026. DeepSeek charges double in
// peak hours; its off-peak prices stand here.
// https://api-docs.deepseek.com/quick_start/pricing, https://platform.moonshot.ai/docs/pricing,
// https://docs.z.ai/guides/overview/pricing, https://platform.minimax.io/docs/pricing
#include <array>

#include "core/catalog/model_rows.h"

namespace edgee {
namespace {

using enum ThinkingSupport;

constexpr std::int64_t kMillion = 1'000'000;

constexpr std::array kRows = std::to_array<ModelRow>({
    {"mistral", "devstral-2512", 262'000, 262'000, {0.40, 2, 0.04}},

    {"deepseek",
     "deepseek-flash",
     kMillion,
     384'000,
     {0.15, 0.60, 0.003},
     kSeesImages | kReasons | kTakesEffort},
    {"deepseek",
     "deepseek-v4-flash",
     kMillion,
     384'000,
     {0.15, 0.60, 0.003},
     kSeesImages | kReasons | kTakesEffort},
    {"deepseek",
     "deepseek-v4-pro",
     kMillion,
     384'000,
     {0.66, 1.98, 0.022},
     kReasons | kTakesEffort},

    {"moonshot",
     "kimi-k3.1-pro",
     1'048'576,
     kMillion,
     {2, 10, 0.20},
     kSeesImages | kReasons | kTakesEffort},
    {"moonshot",
     "kimi-k3",
     1'048'576,
     131'072,
     {3, 15, 0.30},
     kSeesImages | kReasons | kTakesEffort},
    {"moonshot",
     "kimi-k2.7-code-highspeed",
     262'144,
     32'768,
     {1.90, 8, 0.38},
     kSeesImages | kReasons},
    {"moonshot", "kimi-k2.7-code", 262'144, 32'768, {0.95, 4, 0.19}, kSeesImages | kReasons},
    {"moonshot", "kimi-k2.5", 262'144, 262'144, {0.60, 3, 0.10}, kSeesImages | kReasons},
    {"kimi-coding", "kimi-for-coding", 262'144, 32'768, {}, kSeesImages | kReasons},

    {"zai", "glm-5.3", kMillion, 131'072, {1.40, 4.40, 0.26}, kReasons},
    {"zai", "glm-5.3-flash", kMillion, 128'000, {0.15, 0.50, 0.03}, kSeesImages | kReasons},
    {"zai", "glm-5.3-flashx", kMillion, 128'000, {0.37, 1.25, 0.08}, kSeesImages | kReasons},
    {"zai", "glm-5.2", kMillion, 131'072, {1.40, 4.40, 0.26}, kReasons},
    {"zai", "glm-5.1", 204'800, 131'072, {1.40, 4.40, 0.26}, kReasons},
    {"zai", "glm-5", 204'800, 131'072, {1, 3.20, 0.20}, kReasons},
    {"zai", "glm-4.7", 204'800, 131'072, {0.60, 2.20, 0.11}, kReasons},

    {"minimax",
     "MiniMax-M3",
     kMillion,
     512'000,
     {0.30, 1.20, 0.06},
     kSeesImages | kReasons,
     none,
     {0.60, 2.40, 0.12},
     512'000},
    {"minimax", "MiniMax-M2.7", 204'800, 131'072, {0.30, 1.20, 0.06, 0.375}, kReasons},
    {"minimax", "MiniMax-M2.7-highspeed", 204'800, 131'072, {0.60, 2.40, 0.06}, kReasons},
    {"minimax", "MiniMax-M2.5", 204'800, 131'072, {0.30, 1.20, 0.03, 0.375}, kReasons},

    {"qwen", "qwen3-coder-480b-a35b-instruct", 262'144, 65'536, {1.50, 7.50}},
    {"qwen", "qwen3-coder-plus", kMillion, 65'536, {1, 5}},
    {"qwen", "qwen3.8-max", kMillion, 65'536, {2, 6, 0.25}, kSeesImages | kReasons},
    {"qwen", "qwen3.8-27b", 0, 0, {0.50, 3, 0.10}, kSeesImages | kReasons},
    {"qwen", "qwen3.7-max", kMillion, 65'536, {2.50, 7.50, 0.50}, kReasons},
    {"qwen", "qwen3.7-plus", kMillion, 65'536, {1.20, 4.80, 0.24}, kSeesImages | kReasons},
});

}  // namespace

std::span<const ModelRow> open_model_rows() {
  return kRows;
}

}  // namespace edgee
