// One real small request to one step, through the same code as the agent's requests. For
// `edgee chain test` and `edgee key test`.
#pragma once

#include <memory>
#include <string>

#include "core/model/event.h"
#include "core/proxy/session.h"

namespace edgee {

struct ProbeResult {
  bool answered = false;
  std::string words;  // what the model said, or why there was no answer
  AttemptEvent event;
};

// The step alone, asked once and for at most a minute unless it says how long.
[[nodiscard]] std::shared_ptr<const Config> only_this_step(const Config& config, Step step);

// `services.store` is not written. The step must not be the agent's: its login is never used by us.
[[nodiscard]] ProbeResult probe_step(const ProxyServices& services, const Config& config,
                                     const Step& step);

}  // namespace edgee
