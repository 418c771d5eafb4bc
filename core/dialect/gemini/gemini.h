// Gemini's generateContent as an upstream's and as an agent's wire format: AI Studio, Vertex,
// Gemini CLI, @google/genai. https://ai.google.dev/api/generate-content
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

[[nodiscard]] const Dialect& gemini_dialect();

}  // namespace edgee
