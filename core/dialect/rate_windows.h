// The rates of a key and the windows of a plan as OpenAI and those who copied it write them into
// the headers of an answer. Pure.
#pragma once

#include <vector>

#include "core/model/headers.h"
#include "core/model/plan_window.h"

namespace edgee {

// x-ratelimit-{limit,remaining,reset}-{requests,tokens}, also with -day, -hour and -minute.
[[nodiscard]] std::vector<PlanWindow> read_rate_windows(const HeaderList& headers, WallTime now);

// x-codex-{primary,secondary}-{used-percent,window-minutes,reset-at,reset-after-seconds}.
[[nodiscard]] std::vector<PlanWindow> read_codex_windows(const HeaderList& headers, WallTime now);

}  // namespace edgee
