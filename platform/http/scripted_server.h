// Scripted providers on real loopback sockets, for the drill and the tests. A play's bytes go out
// as it says: a Body before any Head is sent raw, so any nonsense can be played. A play that just
// ends acts as End.
#pragma once

#include <memory>

#include "core/ports/scripted_server.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<ScriptedServers> make_scripted_servers();

}  // namespace edgee
