#include "core/proxy/vendor_query.h"

#include <algorithm>

#include "core/dialect/dialect.h"
#include "core/proxy/doors.h"
#include "core/proxy/outbound.h"
#include "core/proxy/reply_headers.h"
#include "core/proxy/targets.h"

namespace edgee {
namespace {

using std::chrono::seconds;

// The agent falls back on its own estimate soon after.
constexpr Duration kPatience{seconds(30)};
constexpr std::size_t kMaxAnswer = std::size_t{8} * 1024 * 1024;

struct Answer {
  int status = 0;  // 0: none came
  HeaderList headers;
  std::string body;
  bool agent_gone = false;
};

Answer ask(ProxyServices& services, const Request& request, const Outbound& outbound,
           ReplySink& sink) {
  const std::unique_ptr<Exchanges> exchanges = services.upstream.open(sink.hang_up());
  UpstreamRequest upstream;
  upstream.method = request.method;
  upstream.url = outbound.url;
  upstream.headers = outbound.headers;
  upstream.body = outbound.as_it_came ? request.raw : outbound.own_body;
  upstream.has_body = request.method == "POST";
  exchanges->start(upstream, false);
  const TimePoint until = services.clock.now() + kPatience;
  Answer answer;
  for (;;) {
    Arrival arrival = exchanges->next(until);
    switch (arrival.kind) {
      case Arrival::Kind::head:
        answer.status = arrival.status;
        answer.headers = std::move(arrival.headers);
        break;
      case Arrival::Kind::chunk:
        answer.body += arrival.chunk;
        if (answer.body.size() > kMaxAnswer) return {};
        break;
      case Arrival::Kind::end:
        return answer;
      case Arrival::Kind::agent_gone:
      case Arrival::Kind::stopped:
        answer.agent_gone = true;
        return answer;
      case Arrival::Kind::failed:
      case Arrival::Kind::deadline:
        return {};
    }
  }
}

}  // namespace

void answer_vendor_query(ProxyServices& services, const SessionSetup& session,
                         const Request& request, std::string_view own, ReplySink& sink) {
  const ResolvedChain chain = resolve_chain(services.config(), session, request);
  const auto vendor =
      std::find_if(chain.targets.begin(), chain.targets.end(),
                   [](const ResolvedTarget& target) { return target.candidate.target.is_agent(); });
  Answer answer;
  HeaderList headers{{"content-type", "application/json"}};
  if (vendor != chain.targets.end()) {
    RequestForms forms(request, JsonDoc(request.raw));
    answer = ask(services, request, *write_request(forms, *vendor, session), sink);
    if (answer.agent_gone) return sink.abort();
  }
  if (answer.status == 0 && !own.empty()) {
    answer.status = 200;
    answer.body = own;
  } else if (answer.status == 0) {
    answer.status = 404;
    answer.body = error_dialect(request.dialect)
                      .encode_error(404, std::nullopt,
                                    "edgee: the agent's own vendor gave no answer to this");
  } else {
    headers = answer_headers(answer.headers, *vendor, false, false, 1);
  }
  if (sink.start(answer.status, headers, answer.body.size(), answer.body)) sink.finish();
}

}  // namespace edgee
