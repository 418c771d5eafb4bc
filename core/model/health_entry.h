// What is known of the health of one scope: a model, a model family, an account or a provider. All
// times are wall times, because the processes of a machine share them. Values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/headers.h"
#include "core/model/outcome.h"
#include "core/model/plan_window.h"
#include "core/model/time.h"

namespace edgee {

// What a target answered when it failed last, so that the agent can read its own vendor's words
// although the step was skipped.
struct RecordedFailure {
  int status = 0;
  HeaderList headers;
  std::string body;
  FailureFacts facts;
};

struct HealthEntry {
  int failures = 0;   // in a row; 0: healthy
  int ejections = 0;  // cool-downs in a row: failures that came while it rested count once
  WallTime asked;     // the last failure, or when it was set aside
  WallTime until;     // the end of the cool-down
  WallTime probe_at;  // from then on one request may find out: `until`, or earlier if that is far
  std::optional<WallTime> resets_at;  // as the provider said
  bool ahead = false;                 // set aside before it refused: its window is nearly used up
  std::string reason;                 // for people: "the plan's window is used up"
  std::string holder;                 // who may probe, "" = nobody
  WallTime lease_until;
  std::optional<RecordedFailure> last;
  // Of an account, as last seen in an answer; such an entry has no failures.
  std::vector<PlanWindow> windows;
  WallTime seen;
};

}  // namespace edgee
