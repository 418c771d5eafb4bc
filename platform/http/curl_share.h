// What all transfers share: DNS answers and TLS sessions (behind locks of its own), and the root
// certificates. Thread-safe.
#pragma once

#include <array>
#include <memory>
#include <mutex>

#include <curl/curl.h>

#include "platform/http/upstream.h"

struct x509_store_st;

namespace edgee {

class CurlShare {
 public:
  explicit CurlShare(const UpstreamSettings& settings);
  CurlShare(const CurlShare&) = delete;
  CurlShare& operator=(const CurlShare&) = delete;
  ~CurlShare();

  [[nodiscard]] CURLSH* handle() const { return handle_; }
  // Loaded at the first call, once for all connections: curl would do it for each. Null when the
  // files of the settings cannot be read.
  [[nodiscard]] x509_store_st* roots();

 private:
  static void lock(CURL* easy, curl_lock_data what, curl_lock_access access, void* self);
  static void unlock(CURL* easy, curl_lock_data what, void* self);

  CURLSH* handle_;
  std::array<std::mutex, CURL_LOCK_DATA_LAST> mutexes_;
  const UpstreamSettings settings_;
  std::once_flag roots_once_;
  std::unique_ptr<x509_store_st, void (*)(x509_store_st*)> roots_;
};

}  // namespace edgee
