// What to do after an attempt. A value.
#pragma once

#include <string>
#include <string_view>

#include "core/model/time.h"
#include "core/model/trigger.h"

namespace edgee {

// done: the agent has its answer. show: the agent gets this outcome as it is, although it is an
// error (its own 401 or 400). again: same target after `wait`. next: the next step. finish: what
// the agent has of a broken answer is ended properly. give_up: chain exhausted.
enum class Action { done, show, again, next, finish, give_up };
[[nodiscard]] std::string_view to_string(Action action);

struct Verdict {
  Action action = Action::done;
  const TriggerRule* trigger = nullptr;  // a row of the static table; nullptr when nothing failed
  Duration wait{0};
  std::string reason;
};

}  // namespace edgee
