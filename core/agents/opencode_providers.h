// Which of OpenCode's providers can be led to us, and where each of them stands. Pure.
// https://opencode.ai/docs/providers
#pragma once

#include <string>
#include <vector>

#include "core/agents/opencode_config.h"
#include "core/agents/opencode_logins.h"

namespace edgee {

struct OpenCodeProviders {
  // In edgee's terms: the base URL of a Messages provider has no /v1, and none is where edgee knows
  // it to stand.
  std::vector<Provider> led;
  std::vector<std::string> warnings;  // what goes past us
};

[[nodiscard]] OpenCodeProviders find_opencode_providers(const OpenCodeConfig& config,
                                                        const OpenCodeLogins& logins,
                                                        const Environment& environment);

}  // namespace edgee
