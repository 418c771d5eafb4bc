// Which headers of a provider's answer the agent may see. Pure.
#pragma once

#include "core/model/headers.h"
#include "core/proxy/targets.h"

namespace edgee {

// From the agent's own vendor: all as they came. From another provider: what names the answer, and
// no plan limits, cookies or redirects of an account that is not the agent's.
[[nodiscard]] HeaderList answer_headers(const HeaderList& upstream, const ResolvedTarget& target,
                                        bool translated, bool stream, int attempts);

// Adds x-edgee-target and x-edgee-attempts.
void add_edgee_headers(HeaderList& headers, const ResolvedTarget& target, int attempts);

}  // namespace edgee
