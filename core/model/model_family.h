// Which models share a plan's window. Pure.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

// "opus" for "claude-opus-5-5" and "anthropic/claude-opus-4.8"; a model of no known family is one
// by itself: its own name in lower case.
[[nodiscard]] std::string model_family(std::string_view model);

}  // namespace edgee
