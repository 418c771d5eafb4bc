// What is known of a model: window, prices, abilities. Values; rows in core/catalog/models.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace edgee {

// USD per million tokens. A long-prompt tier replaces all four above `long_from` input tokens.
struct Price {
  double input = 0;
  double output = 0;
  double cache_read = 0;
  double cache_write = 0;
};

// How Claude models take `thinking` (the vendor's thinking page): a wish that is refused is mapped.
enum class ThinkingSupport { none, budget_only, adaptive_and_budget, adaptive_only, always_on };

// How Gemini models take `thinkingConfig`: a number of tokens up to 2.5, then a level, of which
// some have no "minimal".
enum class GeminiThinking { none, budget, level, level_from_low };

struct ModelInfo {
  std::string provider;
  std::string id;
  std::int64_t window = 0;      // tokens; 0 = unknown
  std::int64_t max_output = 0;  // 0 = unknown
  std::optional<Price> price;   // nullopt = unknown; a local model costs 0
  std::optional<Price> long_price;
  std::int64_t long_from = 0;
  bool tools = true;
  bool images = false;
  bool reasoning = false;  // thinks unless told otherwise
  ThinkingSupport thinking = ThinkingSupport::none;
  GeminiThinking gemini_thinking = GeminiThinking::none;
  bool effort = false;             // takes output_config.effort
  bool sampling = true;            // takes temperature, top_p, top_k
  bool forced_tool_choice = true;  // takes tool_choice any / tool
  bool system_messages = false;    // takes role "system" inside messages
};

}  // namespace edgee
