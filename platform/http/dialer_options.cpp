// How a dialer sets up libcurl.
#include <openssl/ssl.h>

#include "platform/http/dialer.h"
#include "platform/http/route.h"

namespace edgee {
namespace {

// The roots come from the share, in place of those that curl would load for each connection.
CURLcode use_shared_roots(CURL*, void* context, void* share) {
  x509_store_st* roots = static_cast<CurlShare*>(share)->roots();
  if (roots == nullptr) return CURLE_SSL_CACERT_BADFILE;
  SSL_CTX_set1_cert_store(static_cast<SSL_CTX*>(context), roots);
  return CURLE_OK;
}

void configure_tls(CURL* easy, CurlShare& share) {
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
  curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &use_shared_roots);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &share);
}

// Both are set always, so that curl does not look into the environment itself. Plain HTTP is
// tunnelled like TLS: what a connection carries then never depends on the proxy.
void configure_proxy(CURL* easy, const std::string& proxy, const std::string& no_proxy) {
  curl_easy_setopt(easy, CURLOPT_PROXY, proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, no_proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
}

}  // namespace

void Dialer::configure(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
                       Duration timeout) {
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_.data());
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, long{timeout.count()});
  curl_easy_setopt(easy_, CURLOPT_SHARE, share.handle());
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);  // else a cancel waits for the resolver
  curl_easy_setopt(easy_, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  configure_proxy(easy_, proxy_for(url, settings), settings.no_proxy);
  if (is_tls(url)) configure_tls(easy_, share);
}

}  // namespace edgee
