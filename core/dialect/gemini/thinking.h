// How much a model is to think: the agent's wish, and thinkingConfig in the form that the model's
// generation takes. Mixing the forms is an error there. Pure.
// https://ai.google.dev/gemini-api/docs/thinking
#pragma once

#include <string>
#include <string_view>

#include "core/model/conversation.h"
#include "core/model/model_info.h"

namespace edgee::gemini {

struct Thinking {
  ThinkingWish wish;
  std::string effort;  // as in Conversation
  bool shown = false;  // includeThoughts
};

[[nodiscard]] Thinking read_thinking(std::string_view config);
// thinkingConfig as JSON text; "" = none.
[[nodiscard]] std::string write_thinking(const Thinking& thinking, const ModelInfo& info);
// The model takes the config as it is.
[[nodiscard]] bool takes_thinking(std::string_view config, const ModelInfo& info);

}  // namespace edgee::gemini
