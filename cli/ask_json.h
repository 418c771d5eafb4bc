// One small question to a server on this machine.
#pragma once

#include <optional>
#include <stop_token>

#include "core/base/json_fwd.h"
#include "core/catalog/local_servers.h"
#include "core/ports/clock.h"
#include "core/ports/exchanges.h"

namespace edgee {

// nullopt: nobody there, no 200, no JSON, over 4 MiB, or not within half a second.
[[nodiscard]] std::optional<Json> ask_json(UpstreamClient& upstream, const Clock& clock,
                                           const JsonQuestion& question,
                                           const std::stop_token& stop);

}  // namespace edgee
