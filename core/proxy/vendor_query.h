// count_tokens and the model list: questions that only the agent's own vendor can answer. They pass
// as they are; there is no failover, since the agent does without.
#pragma once

#include "core/model/request.h"
#include "core/ports/http_server.h"
#include "core/proxy/session.h"

namespace edgee {

void answer_vendor_query(ProxyServices& services, const SessionSetup& session,
                         const Request& request, ReplySink& sink);

}  // namespace edgee
