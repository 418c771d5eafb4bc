// The answer to "which models are there?" where edgee gives it itself: its chains and their steps,
// in the shape that the asking client reads. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/config/config.h"
#include "core/model/dialect_id.h"
#include "core/proxy/session.h"

namespace edgee {

struct ListedModel {
  std::string id;               // "edgee/auto", "edgee/careful", "openrouter/z-ai/glm-5"
  std::string title;            // for people
  std::int64_t window = 0;      // tokens; 0 = unknown
  std::int64_t max_output = 0;  // 0 = unknown
};

// Of the chain that all requests take, or of all chains. Empty when all that there is passes on to
// the client's own vendor.
[[nodiscard]] std::vector<ListedModel> models_to_list(const Config& config,
                                                      const SessionSetup& session);

// OpenAI's list (https://platform.openai.com/docs/api-reference/models/list), Anthropic's
// (https://platform.claude.com/docs/en/api/models-list) or Gemini's
// (https://ai.google.dev/api/models), all of them on one page.
[[nodiscard]] std::string write_model_list(const std::vector<ListedModel>& models,
                                           DialectId dialect);

}  // namespace edgee
