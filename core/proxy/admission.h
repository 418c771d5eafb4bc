// Who may speak to the proxy at all, and to which part of it: decided on the head alone, before a
// byte of the body is read. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ports/http_server.h"
#include "core/proxy/session.h"

namespace edgee {

// A request's address behind the session token.
struct Address {
  std::string_view path;   // "/v1/messages"; points into the head's target
  std::string_view query;  // without '?'
};

enum class Door { model_request, vendor_query, none };

// nullopt: no or a wrong token.
[[nodiscard]] std::optional<Address> read_address(std::string_view target, const Secret& token);
[[nodiscard]] Door find_door(std::string_view method, std::string_view path);

// The refusal, or nullopt when the request may come in. Bad token, Host or Origin: a bare 404.
[[nodiscard]] std::optional<PlainReply> refuse(const RequestHead& head,
                                               const SessionSetup& session);

}  // namespace edgee
