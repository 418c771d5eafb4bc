// Lets an agent ask its own vendor once, with its own login, through the proxy: the only way in
// which that login is ever tried.
#pragma once

#include <string>

#include "cli/context.h"
#include "core/proxy/probe.h"

namespace edgee {

[[nodiscard]] Result<ProbeResult> try_agent(Context& context, const ProxyServices& services,
                                            const Config& config, const std::string& name);

}  // namespace edgee
