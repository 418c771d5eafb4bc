#include "cli/ask_json.h"

#include <algorithm>
#include <string>

#include "core/base/json.h"

namespace edgee {
namespace {

using std::chrono::milliseconds;

constexpr Duration kPatience{milliseconds(500)};
constexpr Duration kLook{milliseconds(100)};  // how often the stop token is looked at
constexpr std::size_t kMostBytes = std::size_t{4} * 1024 * 1024;

}  // namespace

std::optional<Json> ask_json(UpstreamClient& upstream, const Clock& clock,
                             const JsonQuestion& question, const std::stop_token& stop) {
  UpstreamRequest request;
  request.method = question.body.empty() ? "GET" : "POST";
  request.url = question.url;
  request.body = question.body;
  request.has_body = !question.body.empty();
  request.headers.push_back({"accept", "application/json"});
  if (request.has_body) request.headers.push_back({"content-type", "application/json"});
  request.connect_timeout = kPatience;
  const std::unique_ptr<Exchanges> exchanges = upstream.open({});
  exchanges->start(request, false);
  const TimePoint until = clock.now() + kPatience;
  std::string body;
  while (!stop.stop_requested() && clock.now() < until && body.size() <= kMostBytes) {
    const Arrival arrival = exchanges->next(std::min(until, clock.now() + kLook));
    if (arrival.kind == Arrival::Kind::end) return parse_json(body);
    if (arrival.kind == Arrival::Kind::head && arrival.status != 200) return std::nullopt;
    if (arrival.kind == Arrival::Kind::chunk) body += arrival.chunk;
    if (arrival.kind == Arrival::Kind::failed || arrival.kind == Arrival::Kind::stopped) break;
  }
  return std::nullopt;
}

}  // namespace edgee
