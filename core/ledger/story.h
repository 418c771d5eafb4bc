// What became of a request, told to people. Pure; safe from any thread.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "core/model/event.h"

namespace edgee {

// The attempts of one request, in order.
using RequestAttempts = std::vector<AttemptEvent>;

// In the order in which the requests began; an attempt without a request id stands alone.
[[nodiscard]] std::vector<RequestAttempts> group_by_request(std::span<const AttemptEvent> events);

// Its last attempt settled it: nothing more is to come.
[[nodiscard]] bool is_settled(const RequestAttempts& attempts);

// One line, of a request with at least one attempt: "14:03:22  claude  the plan's window is used up
// (429); openrouter/z-ai/glm-5 answered instead after 0.4 s (12 s, 11.3k in, 450 out)". The time is
// UTC plus `utc_offset`; the figures are those of all its attempts together.
[[nodiscard]] std::string tell(const RequestAttempts& attempts, std::chrono::seconds utc_offset);

}  // namespace edgee
