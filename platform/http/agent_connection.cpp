#include "platform/http/agent_connection.h"

#include <optional>
#include <string>
#include <utility>

#include "platform/http/request_reader.h"
#include "platform/http/socket_reply.h"

namespace edgee {
namespace {

// How long a refused agent may go on sending before the connection is closed under it.
constexpr Duration kFarewell{1000};
constexpr Duration kShortFarewell{20};
constexpr int kTooLarge = 413;
constexpr int kServerError = 500;
constexpr int kUnavailable = 503;

}  // namespace

AgentConnection::AgentConnection(UniqueFd socket, HttpHandler& handler, const ServerLimits& limits,
                                 const Wakeup& stop)
    : wire_(std::move(socket), stop, limits.head_bytes), handler_(&handler), limits_(&limits) {}

void AgentConnection::serve() {
  while (!wire_.stop().raised() && serve_one()) {
  }
}

bool AgentConnection::serve_one() {
  auto incoming = read_request_head(wire_, *limits_);
  if (!incoming) return refuse(incoming.error());
  const bool head_only = incoming->head.method == "HEAD";
  if (const auto reply = handler_->admit(incoming->head)) return refuse(*reply, head_only);
  if (!invite_body(incoming->framing)) return false;
  auto body = read_request_body(wire_, incoming->framing, *limits_);
  if (body) body = decode_request_body(*std::move(body), incoming->head.headers, *limits_);
  if (!body) return refuse(body.error());
  return answer(std::move(*incoming), std::move(*body));
}

bool AgentConnection::answer(IncomingHead incoming, std::string body) {
  SocketReply reply(wire_, {.head_only = incoming.head.method == "HEAD",
                            .http_1_0 = incoming.framing.http_1_0,
                            .keep_alive = incoming.framing.keep_alive,
                            .write_silence = limits_->write_silence});
  handler_->handle(std::move(incoming.head), std::move(body), reply);
  if (!reply.started() && !reply.over()) return refuse(kServerError);
  if (!reply.over()) reply.abort();
  return reply.reusable();
}

bool AgentConnection::invite_body(const Framing& framing) {
  if (framing.length.value_or(0) > limits_->body_bytes) return refuse(kTooLarge);
  if (!framing.expects_continue || !wire_.buffered().empty()) return true;
  return wire_.send("HTTP/1.1 100 Continue\r\n\r\n", limits_->write_silence);
}

void AgentConnection::turn_away() {
  const std::string head = render_head(kUnavailable, {}, BodyEnd::length, 0, false);
  if (wire_.send(head, kShortFarewell)) wire_.close_gently(kShortFarewell);
}

bool AgentConnection::refuse(int status) {
  return status != kJustClose &&
         refuse(PlainReply{.status = status, .headers = {}, .body = {}}, false);
}

bool AgentConnection::refuse(const PlainReply& reply, bool head_only) {
  std::string answer =
      render_head(reply.status, reply.headers, BodyEnd::length, reply.body.size(), false);
  if (!head_only) answer += reply.body;
  if (wire_.send(answer, limits_->write_silence)) wire_.close_gently(kFarewell);
  return false;
}

}  // namespace edgee
