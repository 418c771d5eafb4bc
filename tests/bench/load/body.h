// Made-up requests in the shape Claude Code sends them through a custom base URL: system blocks,
// tools with schemas, a history of tool calls and results, "stream" last.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/bench/load/options.h"

namespace edgee::bench {

// Exactly `bytes` long, or the smallest such body when `bytes` is less.
std::string make_body(std::string_view model, std::size_t bytes, bool stream);

// The request line and the agent's usual headers.
std::string make_head(const Options& options, std::size_t body_bytes);

}  // namespace edgee::bench
