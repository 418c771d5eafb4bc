#include "platform/http/curl_share.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

namespace edgee {
namespace {

// Where systems keep their bundle when OpenSSL's own places are empty.
constexpr std::array kBundles{"/etc/ssl/certs/ca-certificates.crt",
                              "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

// OpenSSL finds a certificate in a directory by the hash of its subject: "5e98733a.0".
bool is_hashed(const char* directory) {
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(directory, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().extension() == ".0") return true;
  }
  return false;
}

bool load_system_roots(X509_STORE* store) {
  // Looked into on demand; a bundle costs 20 ms to read.
  if (is_hashed(X509_get_default_cert_dir())) {
    return X509_STORE_load_path(store, X509_get_default_cert_dir()) == 1;
  }
  if (X509_STORE_load_file(store, X509_get_default_cert_file()) == 1) return true;
  return std::any_of(kBundles.begin(), kBundles.end(), [store](const char* bundle) {
    return X509_STORE_load_file(store, bundle) == 1;
  });
}

bool load_roots(X509_STORE* store, const UpstreamSettings& settings) {
  X509_STORE_set_flags(store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
  if (settings.ssl_cert_file.empty() && settings.ssl_cert_dir.empty()) {
    return load_system_roots(store);
  }
  if (!settings.ssl_cert_file.empty() &&
      X509_STORE_load_file(store, settings.ssl_cert_file.c_str()) != 1) {
    return false;
  }
  return settings.ssl_cert_dir.empty() ||
         X509_STORE_load_path(store, settings.ssl_cert_dir.c_str()) == 1;
}

}  // namespace

CurlShare::CurlShare(const UpstreamSettings& settings)
    : handle_(curl_share_init()), settings_(settings), roots_(nullptr, X509_STORE_free) {
  curl_share_setopt(handle_, CURLSHOPT_LOCKFUNC, &CurlShare::lock);
  curl_share_setopt(handle_, CURLSHOPT_UNLOCKFUNC, &CurlShare::unlock);
  curl_share_setopt(handle_, CURLSHOPT_USERDATA, this);
  curl_share_setopt(handle_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  curl_share_setopt(handle_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

CurlShare::~CurlShare() {
  curl_share_cleanup(handle_);
}

x509_store_st* CurlShare::roots() {
  std::call_once(roots_once_, [this] {
    roots_.reset(X509_STORE_new());
    if (!load_roots(roots_.get(), settings_)) roots_.reset();
  });
  return roots_.get();
}

void CurlShare::lock(CURL*, curl_lock_data what, curl_lock_access, void* self) {
  static_cast<CurlShare*>(self)->mutexes_.at(what).lock();
}

void CurlShare::unlock(CURL*, curl_lock_data what, void* self) {
  static_cast<CurlShare*>(self)->mutexes_.at(what).unlock();
}

}  // namespace edgee
