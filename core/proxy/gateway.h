// The agent's requests come in here: authenticate, find the door, read the few facts, hand over to
// the relay. One object per proxy, called from many threads at once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/ports/http_server.h"
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
  ProxyServices& services_;
  const SessionSetup& session_;
  OwnRefusals own_refusals_;
  LiveView live_;
  const RelayNotes notes_;
};

}  // namespace edgee
