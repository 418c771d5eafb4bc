#include "core/proxy/admission.h"

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/dialect.h"

namespace edgee {
namespace {

PlainReply bare_not_found() {
  return {404, {}, ""};
}

PlainReply dialect_error(const SessionSetup& session, int status, std::string_view message) {
  const Dialect* dialect = find_dialect(session.agent.dialect);
  return {status,
          {{"content-type", "application/json"}},
          dialect == nullptr ? std::string() : dialect->encode_error(status, message)};
}

bool host_is_ours(const HeaderList& headers, std::uint16_t port) {
  int hosts = 0;
  bool ours = false;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, "host")) continue;
    ++hosts;
    const std::string suffix = ":" + std::to_string(port);
    const std::string_view host = trim(header.value);
    ours = host == "127.0.0.1" + suffix || equals_ignoring_case(host, "localhost" + suffix);
  }
  return hosts == 1 && ours;
}

// A browser page names its origin; an agent never does.
bool comes_from_a_browser(const HeaderList& headers) {
  if (find_header(headers, "origin") != nullptr) return true;
  const std::string* site = find_header(headers, "sec-fetch-site");
  return site != nullptr && *site != "none";
}

bool is_json(const HeaderList& headers) {
  return contains_ignoring_case(header_value(headers, "content-type"), "application/json");
}

}  // namespace

std::optional<Address> read_address(std::string_view target, const Secret& token) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  target.remove_prefix(1);
  const std::size_t end = target.find_first_of("/?");
  if (token.empty() || !token.equals(target.substr(0, end))) return std::nullopt;
  std::string_view rest = end == std::string_view::npos ? "" : target.substr(end);
  const std::size_t mark = rest.find('?');
  if (mark == std::string_view::npos) return Address{rest, ""};
  return Address{rest.substr(0, mark), rest.substr(mark + 1)};
}

Door find_door(std::string_view method, std::string_view path) {
  if (method == "POST" && path == "/v1/messages") return Door::model_request;
  if (method == "POST" && path == "/v1/messages/count_tokens") return Door::vendor_query;
  if (method == "GET" && path == "/v1/models") return Door::vendor_query;
  return Door::none;
}

std::optional<PlainReply> refuse(const RequestHead& head, const SessionSetup& session) {
  const std::optional<Address> address = read_address(head.target, session.token);
  if (!address || !host_is_ours(head.headers, session.port) || comes_from_a_browser(head.headers)) {
    return bare_not_found();
  }
  if (head.method == "HEAD") return PlainReply{200, {}, ""};
  if (find_door(head.method, address->path) == Door::none) {
    return dialect_error(session, 404,
                         "edgee: nothing is served at " + head.method + " " +
                             std::string(address->path.substr(0, 200)));
  }
  if (head.method == "POST" && !is_json(head.headers)) {
    return dialect_error(session, 415, "edgee: the body must be application/json");
  }
  return std::nullopt;
}

}  // namespace edgee
