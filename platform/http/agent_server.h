// The server that agents talk to: httplib listens and accepts, AgentConnection does the rest.
#pragma once

#include <memory>

#include "core/ports/http_server.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<HttpServer> make_agent_server(ServerLimits limits);

}  // namespace edgee
