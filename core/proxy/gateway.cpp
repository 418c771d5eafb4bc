#include "core/proxy/gateway.h"

#include <utility>

#include "core/dialect/dialect.h"
#include "core/proxy/admission.h"
#include "core/proxy/relay.h"
#include "core/proxy/vendor_query.h"

namespace edgee {
namespace {

void reply_error(ReplySink& sink, const Dialect& dialect, int status, std::string_view message) {
  const std::string body = dialect.encode_error(status, message);
  if (sink.start(status, {{"content-type", "application/json"}}, body.size(), body)) sink.finish();
}

Request make_request(RequestHead head, std::string body, const SessionSetup& session) {
  Request request;
  const std::optional<Address> address = read_address(head.target, session.token);
  request.dialect = session.agent.dialect;
  request.method = std::move(head.method);
  request.path = address->path;
  request.query = address->query;
  request.headers = std::move(head.headers);
  request.raw = std::move(body);
  return request;
}

}  // namespace

Gateway::Gateway(ProxyServices& services, const SessionSetup& session)
    : services_(services),
      session_(session),
      live_(services.store, services.clock, session.launch_id),
      notes_{own_refusals_, live_} {}

std::optional<PlainReply> Gateway::admit(const RequestHead& head) {
  return refuse(head, session_);
}

void Gateway::handle(RequestHead head, std::string body, ReplySink& sink) {
  Request request = make_request(std::move(head), std::move(body), session_);
  const Dialect& dialect = *find_dialect(request.dialect);
  if (find_door(request.method, request.path) == Door::vendor_query) {
    answer_vendor_query(services_, session_, request, sink);
    return;
  }
  JsonDoc doc = dialect.walk_request(request.raw);
  auto facts = dialect.read_request(doc, request.headers, session_.agent);
  if (!facts) {
    reply_error(sink, dialect, 400, "edgee: " + facts.error().message);
    return;
  }
  request.facts = *std::move(facts);
  Relay(services_, session_, notes_, std::move(request), std::move(doc), sink).run();
}

}  // namespace edgee
