// The candidates that a request names beside its model, as OpenRouter's API has them:
// https://openrouter.ai/docs/guides/routing/model-fallbacks
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_doc.h"

namespace edgee {

// "models" and "fallbacks" (names, or [{"model": "..."}]), in their order.
[[nodiscard]] std::vector<std::string> listed_models(const JsonDoc& body);
// The body without these lists, which other providers would refuse.
[[nodiscard]] std::string without_lists(std::string_view body);

}  // namespace edgee
