// One connection of an agent, from its first byte to its close: requests in, answers out. Runs on
// one thread.
#pragma once

#include "core/ports/http_server.h"
#include "platform/http/request_head.h"
#include "platform/http/wire.h"

namespace edgee {

class AgentConnection {
 public:
  // All three outlive the connection.
  AgentConnection(UniqueFd socket, HttpHandler& handler, const ServerLimits& limits,
                  const Wakeup& stop);

  // Returns when the connection is over.
  void serve();
  // Answers 503 without reading and closes, in little time: for one connection too many.
  void turn_away();

 private:
  // False: close.
  bool serve_one();
  bool answer(IncomingHead incoming, std::string body);
  bool invite_body(const Framing& framing);
  bool refuse(int status);
  bool refuse(const PlainReply& reply, bool head_only);

  Wire wire_;
  HttpHandler* handler_;
  const ServerLimits* limits_;
};

}  // namespace edgee
