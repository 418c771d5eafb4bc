// A length of time as headers and words write it. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/time.h"

namespace edgee {

// "6m0s", "120ms", "1.2s", "20 seconds", "20" (seconds). nullopt when it starts with no number.
[[nodiscard]] std::optional<Duration> read_wait(std::string_view text);

}  // namespace edgee
