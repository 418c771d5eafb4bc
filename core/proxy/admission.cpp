#include "core/proxy/admission.h"

#include <string>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/dialect.h"

namespace edgee {
namespace {

constexpr std::string_view kAs = "/as/";

PlainReply bare_not_found() {
  return {404, {}, ""};
}

PlainReply dialect_error(DialectId dialect, int status, std::string_view message) {
  return {status,
          {{"content-type", "application/json"}},
          error_dialect(dialect).encode_error(status, std::nullopt, message)};
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

// "/as/openrouter/v1/messages" -> "openrouter" and "/v1/messages".
Address address_at(std::string_view rest) {
  Address address;
  const std::size_t mark = rest.find('?');
  address.path = rest.substr(0, mark);
  if (mark != std::string_view::npos) address.query = rest.substr(mark + 1);
  if (!address.path.starts_with(kAs)) return address;
  const std::string_view named = address.path.substr(kAs.size());
  const std::size_t end = named.find('/');
  if (end == 0 || end == std::string_view::npos) return address;
  address.vendor = named.substr(0, end);
  address.path = named.substr(end);
  return address;
}

bool is_known_vendor(const SessionSetup& session, std::string_view vendor) {
  return vendor.empty() || vendor == session.vendor || session.vendors.contains(vendor);
}

}  // namespace

std::optional<Address> read_address(const RequestHead& head, const Secret& token) {
  std::string_view target = head.target;
  if (token.empty() || target.empty() || target.front() != '/') return std::nullopt;
  const std::size_t end = target.find_first_of("/?", 1);
  if (token.equals(target.substr(1, end == std::string_view::npos ? end : end - 1))) {
    return address_at(end == std::string_view::npos ? "" : target.substr(end));
  }
  if (token.equals(header_value(head.headers, kTokenHeader))) return address_at(target);
  return std::nullopt;
}

DialectId usual_dialect(const SessionSetup& session, std::string_view path) {
  // Of the clients of all kinds that may come, those that ask for models at OpenAI's path and do
  // not name a version of Anthropic's are OpenAI's.
  const bool anybody = !session.clients.empty() && path == "/v1/models";
  return anybody ? DialectId::openai_chat : session.agent.dialect;
}

std::optional<PlainReply> refuse(const RequestHead& head, const SessionSetup& session) {
  const std::optional<Address> address = read_address(head, session.token);
  if (!address || !host_is_ours(head.headers, session.port) || comes_from_a_browser(head.headers)) {
    return bare_not_found();
  }
  if (head.method == "HEAD") return PlainReply{200, {}, ""};
  const Door door =
      find_door(head.method, address->path, head.headers, usual_dialect(session, address->path));
  if (!is_known_vendor(session, address->vendor)) {
    return dialect_error(door.dialect, 404,
                         "edgee: nobody is logged in as \"" +
                             std::string(address->vendor.substr(0, 200)) + "\" here");
  }
  if (door.kind == DoorKind::web_socket) {
    return dialect_error(door.dialect, 426, "edgee: no WebSocket is served here, only POST");
  }
  if (door.kind == DoorKind::none) {
    return dialect_error(door.dialect, 404,
                         "edgee: nothing is served at " + head.method + " " +
                             std::string(address->path.substr(0, 200)));
  }
  if (head.method == "POST" && !is_json(head.headers)) {
    return dialect_error(door.dialect, 415, "edgee: the body must be application/json");
  }
  return std::nullopt;
}

}  // namespace edgee
