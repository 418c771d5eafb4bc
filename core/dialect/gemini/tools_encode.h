// Functions and the choice among them. Pure.
#pragma once

#include "core/base/result.h"
#include "core/dialect/dialect.h"
#include "core/dialect/gemini/json_object.h"

namespace edgee::gemini {

// Adds tools and toolConfig. Tools that another vendor's servers would run are left out; it is an
// error when the agent insists on one. That calls come one at a time cannot be asked for.
[[nodiscard]] Result<void> put_tools(JsonObject& body, const Conversation& conversation,
                                     const EncodeTarget& target);

}  // namespace edgee::gemini
