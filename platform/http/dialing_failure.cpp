#include "platform/http/dialing_failure.h"

#include <algorithm>
#include <array>
#include <cerrno>

namespace edgee {
namespace {

constexpr std::array kTlsTrouble{
    CURLE_SSL_CONNECT_ERROR,   CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
    CURLE_SSL_CIPHER,          CURLE_SSL_CACERT_BADFILE,       CURLE_SSL_CRL_BADFILE,
    CURLE_SSL_ISSUER_ERROR,    CURLE_SSL_INVALIDCERTSTATUS,    CURLE_SSL_PINNEDPUBKEYNOTMATCH,
    CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,     CURLE_USE_SSL_FAILED};

// A machine without a network says so at once; a host that is down does not refuse.
bool is_no_route(long os_error) {
  return os_error == ENETUNREACH || os_error == EHOSTUNREACH || os_error == ENETDOWN ||
         os_error == EADDRNOTAVAIL;
}

}  // namespace

FailureKind dialing_failure(CURLcode code, bool resolved, long os_error) {
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) {
    return FailureKind::dns;
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return resolved ? FailureKind::connect_timeout : FailureKind::dns;
  }
  if (code == CURLE_COULDNT_CONNECT && is_no_route(os_error)) return FailureKind::unreachable;
  if (std::find(kTlsTrouble.begin(), kTlsTrouble.end(), code) != kTlsTrouble.end()) {
    return FailureKind::tls;
  }
  const bool broken =
      code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING;
  return broken ? FailureKind::reset : FailureKind::refused;
}

}  // namespace edgee
