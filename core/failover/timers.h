// The timers of an attempt and their defaults (README, "Timeouts"). Pure.
#pragma once

#include <optional>

#include "core/model/chain.h"
#include "core/model/provider.h"

namespace edgee {

// nullopt: no limit.
struct Timers {
  Duration connect{0};
  std::optional<Duration> head;
  std::optional<Duration> first_token;
  std::optional<Duration> silence;
  std::optional<Duration> progress;
  std::optional<Duration> total;
};

[[nodiscard]] Timers timers_for(const Step& step, bool local, bool stream);

}  // namespace edgee
