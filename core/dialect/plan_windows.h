// What the headers of an answer, good or bad, say of its plan and its rates, in whichever dialect.
// Pure.
#pragma once

#include <vector>

#include "core/model/headers.h"
#include "core/model/plan_window.h"

namespace edgee {

// The names tell the families apart, so all are looked for: a gateway passes on what it got.
[[nodiscard]] std::vector<PlanWindow> read_plan_windows(const HeaderList& headers, WallTime now);

}  // namespace edgee
