// Thinking that no Claude model signed: an answer translated from another dialect shows it with
// this mark in place of a signature. Anthropic would refuse it, so strip_foreign_thinking
// (splice.h) takes it out again by the mark.
#pragma once

#include <string_view>

namespace edgee {

inline constexpr std::string_view kForeignSignature = "edgee.foreign.v1";

// `literal` with its quotes. Agents write an empty signature when a server gave none; Claude's own
// thinking always carries one.
[[nodiscard]] bool is_foreign_signature(std::string_view literal);

}  // namespace edgee
