// Who may speak to the proxy at all, and to which part of it: decided on the head alone, before a
// byte of the body is read. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "core/ports/http_server.h"
#include "core/proxy/doors.h"
#include "core/proxy/session.h"

namespace edgee {

// The header that carries the session token where a path would show it (Codex prints its URLs).
inline constexpr std::string_view kTokenHeader = "x-edgee-token";

// A request's address behind the session token; points into the head's target.
struct Address {
  std::string_view vendor;  // of "/as/openrouter": whose login the request brings; "" = the usual
  std::string_view path;    // "/v1/messages"
  std::string_view query;   // without '?'
};

// The token is the first element of the path, or else in its header. nullopt: none, or a wrong one.
[[nodiscard]] std::optional<Address> read_address(const RequestHead& head, const Secret& token);

// The dialect of callers whose path says nothing.
[[nodiscard]] DialectId usual_dialect(const SessionSetup& session, std::string_view path);

// The refusal, or nullopt when the request may come in. Bad token, Host or Origin: a bare 404.
[[nodiscard]] std::optional<PlainReply> refuse(const RequestHead& head,
                                               const SessionSetup& session);

}  // namespace edgee
