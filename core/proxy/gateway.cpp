#include "core/proxy/gateway.h"

#include <chrono>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/dialect.h"
#include "core/proxy/admission.h"
#include "core/proxy/caller.h"
#include "core/proxy/model_list.h"
#include "core/proxy/own_error.h"
#include "core/proxy/relay.h"
#include "core/proxy/vendor_query.h"
#include "core/proxy/wish.h"

namespace edgee {
namespace {

// `address` points into the head's target, which therefore stays where it is.
Request make_request(RequestHead& head, std::string body, const Address& address,
                     DialectId dialect) {
  Request request;
  request.dialect = dialect;
  request.path = address.path;
  request.query = address.query;
  request.method = std::move(head.method);
  request.headers = std::move(head.headers);
  remove_header(request.headers, kTokenHeader);
  request.raw = std::move(body);
  return request;
}

// What the server could decode has lost the header.
bool is_still_encoded(const HeaderList& headers) {
  const std::string_view coding = trim(header_value(headers, "content-encoding"));
  return !coding.empty() && !equals_ignoring_case(coding, "identity");
}

}  // namespace

Gateway::Gateway(ProxyServices& services, const SessionSetup& session)
    : services_(services),
      session_(session),
      live_(services.store, services.clock, session.launch_id),
      notes_{own_refusals_, live_, overflows_} {}

std::optional<PlainReply> Gateway::admit(const RequestHead& head) {
  return refuse(head, session_);
}

void Gateway::handle(RequestHead head, std::string body, ReplySink& sink) {
  const Address address = *read_address(head, session_.token);
  const Door door =
      find_door(head.method, address.path, head.headers, usual_dialect(session_, address.path));
  const std::optional<SessionSetup> own = setup_for_caller(
      session_, door.dialect, header_value(head.headers, "user-agent"), address.vendor);
  Request request = make_request(head, std::move(body), address, door.dialect);
  if (is_still_encoded(request.headers)) {
    reply_error(sink, door.dialect, 415, "edgee: the body is compressed in a way nobody knows");
    return;
  }
  serve(door, own ? *own : session_, std::move(request), sink);
}

void Gateway::serve(const Door& door, const SessionSetup& session, Request request,
                    ReplySink& sink) {
  if (door.kind == DoorKind::model_list) return list_models(session, request, sink);
  if (door.kind == DoorKind::vendor_query) {
    return answer_vendor_query(services_, session, request, "", sink);
  }
  request.received_at = std::chrono::duration_cast<std::chrono::seconds>(
                            services_.clock.wall_now().time_since_epoch())
                            .count();
  const Dialect& dialect = *find_dialect(door.dialect);
  JsonDoc doc = dialect.walk_request(request.raw);
  auto facts = dialect.read_request(doc, request, session.agent);
  if (!facts) {
    reply_error(sink, door.dialect, 400, "edgee: " + facts.error().message);
    return;
  }
  request.facts = *std::move(facts);
  if (may_wish(session, request.facts)) {
    return serve_wish(session, std::move(request), std::move(doc), sink);
  }
  Relay(services_, session, notes_, std::move(request), std::move(doc), sink).run();
}

void Gateway::list_models(const SessionSetup& session, const Request& request, ReplySink& sink) {
  const std::shared_ptr<const Config> config = services_.config();
  const std::vector<ListedModel> models = models_to_list(*config, session);
  std::string own = models.empty() ? "" : write_model_list(models, request.dialect);
  // Who names his vendor, or has one agent's, asks that one first.
  if (own.empty() || !session.names_models) {
    return answer_vendor_query(services_, session, request, own, sink);
  }
  if (sink.start(200, {{"content-type", "application/json"}}, own.size(), own)) sink.finish();
}

}  // namespace edgee
