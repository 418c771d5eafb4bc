// The agent's requests come in here: authenticate, find the door, read the few facts, hand over to
// the relay. One object per proxy, called from many threads at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json_doc.h"
#include "core/model/request.h"
#include "core/ports/http_server.h"
#include "core/proxy/choice.h"
#include "core/proxy/doors.h"
#include "core/proxy/relay_notes.h"
#include "core/proxy/session.h"

namespace edgee {

class Gateway : public HttpHandler {
 public:
  // Both outlive the gateway. `session.port` may be set after construction, before the first
  // request: the port is known only once the server has bound it.
  Gateway(ProxyServices& services, const SessionSetup& session);

  std::optional<PlainReply> admit(const RequestHead& head) override;
  void handle(RequestHead head, std::string body, ReplySink& sink) override;

 private:
  void serve(const Door& door, const SessionSetup& session, Request request, ReplySink& sink);
  void serve_wish(const SessionSetup& session, Request request, JsonDoc doc, ReplySink& sink);
  std::vector<Step> best_first_of(const Config& config, const SessionSetup& session,
                                  const RequestFacts& facts, std::vector<Step> steps);
  void list_models(const SessionSetup& session, const Request& request, ReplySink& sink);

  ProxyServices& services_;
  const SessionSetup& session_;
  OwnRefusals own_refusals_;
  OverflowWatch overflows_;
  LiveView live_;
  const RelayNotes notes_;
  ChoiceMemory choices_;
};

}  // namespace edgee
