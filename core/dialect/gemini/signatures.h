// Thought signatures: Gemini 3 and later sign the first call of each step and want it back as it
// was; they take a documented stand-in for calls that others made.
// https://ai.google.dev/gemini-api/docs/thought-signatures
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/json_doc.h"

namespace edgee::gemini {

inline constexpr std::string_view kStandIn = "skip_thought_signature_validator";

// Models before Gemini 3 sign nothing and check nothing.
[[nodiscard]] bool signs_calls(std::string_view model);

// Some step's first call has no signature: another model made it.
[[nodiscard]] bool lacks_signature(const JsonDoc& request, const std::vector<JsonSpan>& contents);

// The request with the stand-in where a signature is missing. nullopt: none is.
[[nodiscard]] std::optional<std::string> add_signatures(std::string_view raw);

enum class Keep { stand_ins, none };
// Takes the signatures out that only their producer can verify; with stand_ins, each step's first
// call has the stand-in then.
void replace_signatures(const JsonDoc& request, Keep keep, Edits& edits);

// The request without thoughts and without what is signed. nullopt: there is nothing of the kind.
[[nodiscard]] std::optional<std::string> remove_thinking(const JsonDoc& request);

}  // namespace edgee::gemini
