// count_tokens and the model list: questions that only the agent's own vendor can answer. They pass
// as they are; there is no failover, since the agent does without, or edgee has an answer too.
#pragma once

#include <string_view>

#include "core/model/request.h"
#include "core/ports/http_server.h"
#include "core/proxy/session.h"

namespace edgee {

// `own` is what edgee says when the vendor says nothing; "" = a 404.
void answer_vendor_query(ProxyServices& services, const SessionSetup& session,
                         const Request& request, std::string_view own, ReplySink& sink);

}  // namespace edgee
