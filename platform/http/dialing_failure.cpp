#include "platform/http/dialing_failure.h"

#include <algorithm>
#include <array>

namespace edgee {
namespace {

constexpr std::array kTlsTrouble{
    CURLE_SSL_CONNECT_ERROR,   CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
    CURLE_SSL_CIPHER,          CURLE_SSL_CACERT_BADFILE,       CURLE_SSL_CRL_BADFILE,
    CURLE_SSL_ISSUER_ERROR,    CURLE_SSL_INVALIDCERTSTATUS,    CURLE_SSL_PINNEDPUBKEYNOTMATCH,
    CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,     CURLE_USE_SSL_FAILED};

}  // namespace

FailureKind dialing_failure(CURLcode code, bool resolved) {
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) {
    return FailureKind::dns;
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return resolved ? FailureKind::connect_timeout : FailureKind::dns;
  }
  if (std::find(kTlsTrouble.begin(), kTlsTrouble.end(), code) != kTlsTrouble.end()) {
    return FailureKind::tls;
  }
  const bool broken =
      code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING;
  return broken ? FailureKind::reset : FailureKind::refused;
}

}  // namespace edgee
