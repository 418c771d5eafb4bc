// A small agent: it sends a request, runs the tool that the answer asks for, and goes on until the
// answer asks for none. It counts what it ran, so that nothing twice and nothing missing shows.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/ports/clock.h"
#include "core/ports/exchanges.h"

namespace edgee {

struct LoopResult {
  std::string final_text;
  std::map<std::string, int> tool_runs;  // by input
  int requests = 0;
  std::string problem;  // "" when the loop came to its end
};

// `base_url` is what an agent would get as its base URL. Gives up after 60 s.
[[nodiscard]] LoopResult run_tool_loop(UpstreamClient& client, const Clock& clock,
                                       const std::string& base_url);

}  // namespace edgee
