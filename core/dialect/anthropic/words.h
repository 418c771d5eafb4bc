// The words of Anthropic Messages for what the model calls by our own names. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/model/outcome.h"
#include "core/model/stream_event.h"

namespace edgee::anthropic {

[[nodiscard]] BlockKind block_kind(std::string_view type);
// `sequence` is what stopped the model when that was a stop sequence.
[[nodiscard]] Stop stop_from_word(std::string_view word, std::string sequence);
[[nodiscard]] std::string_view stop_word(const Stop& stop);

// Replaces the counts that a `usage` object names; null and missing ones stay.
void read_usage(std::string_view object, TokenUsage& usage);
[[nodiscard]] std::string write_usage(const TokenUsage& usage);

}  // namespace edgee::anthropic
