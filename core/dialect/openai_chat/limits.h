// How many tokens of answer to ask for. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "core/dialect/dialect.h"

namespace edgee::openai_chat {

// What the agent wants, as far as the model and its window allow. nullopt: better left to the
// server, which knows its window where we do not.
[[nodiscard]] std::optional<std::int64_t> output_limit(const Conversation& conversation,
                                                       const EncodeTarget& target);
// The same for a prompt of so many tokens.
[[nodiscard]] std::optional<std::int64_t> output_limit(std::int64_t wanted, std::int64_t prompt,
                                                       const EncodeTarget& target);

}  // namespace edgee::openai_chat
