// What to do after an attempt: the question apart from the doing. Pure.
#pragma once

#include <optional>

#include "core/model/outcome.h"
#include "core/model/verdict.h"
#include "core/ports/random.h"

namespace edgee {

// What the decision may look at besides the outcome.
struct Situation {
  bool agent_step = false;
  bool refreshable_login = false;    // the agent can refresh its own credential
  bool own_401_just_shown = false;   // within the last 60 s
  bool larger_window_later = false;  // a later step's window is known to be larger
  bool last_step = false;            // no usable step behind this one
  bool committed = false;            // the agent has seen some of an answer to this request
  bool can_only_end = false;         // and what it has seen must be ended as it is
  bool thinking_removed = false;     // this target got the request without earlier thinking
  int tries_done = 1;                // of this step in this request, this attempt included
  int tries_allowed = 1;
  Duration waited{0};  // of this request so far
  Duration budget{std::chrono::seconds(240)};
};

[[nodiscard]] Verdict decide(const Outcome& outcome, const TriggerRule* trigger,
                             const Situation& situation, Random& random);

// 1, and 3 on the last usable step, unless the step says otherwise.
[[nodiscard]] int tries_for(std::optional<int> configured, bool last_step);

}  // namespace edgee
