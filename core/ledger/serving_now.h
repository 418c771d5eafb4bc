// Who serves now, why not the first step, and until when. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/ledger/live_view.h"
#include "core/model/event.h"

namespace edgee {

struct ServingNow {
  // asking: a request waits for `target`, after another one failed. failed: none answered the last
  // request. quiet: nobody was asked yet.
  enum class State { quiet, answered, asking, failed };
  State state = State::quiet;
  std::string target;             // as in AttemptEvent
  WallTime since;                 // asking: since when
  std::string why;                // why not the first step; "" = it is the first
  std::optional<WallTime> until;  // how long that is expected to last; always in the future
};

// `events`: the newest of one launch, oldest first; some fifty are enough. Requests that the agent
// makes beside the work (titles and the like) say nothing.
[[nodiscard]] ServingNow serving_now(const std::vector<AttemptEvent>& events,
                                     const std::optional<LiveNote>& live, WallTime now);

// "edgee: openrouter/z-ai/glm-5 (the plan's window is used up, until 14:03)"
[[nodiscard]] std::string status_words(const ServingNow& serving, WallTime now,
                                       std::chrono::seconds utc_offset);

}  // namespace edgee
