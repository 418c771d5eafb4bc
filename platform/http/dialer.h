// One connection made by libcurl, which knows names, proxies, TLS and how to give up at once. Once
// open it is a pipe for bytes. Used by one thread at a time.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <curl/curl.h>
#include <poll.h>

#include "core/model/time.h"
#include "platform/http/curl_share.h"

namespace edgee {

class Dialer {
 public:
  // All but the settings outlive the dialer. Any URL of the origin will do.
  Dialer(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
         Duration timeout);
  Dialer(const Dialer&) = delete;
  Dialer& operator=(const Dialer&) = delete;
  // Closes at once, at whatever stage.
  ~Dialer();

  // What to poll for, and when to call run_timer() at the latest.
  [[nodiscard]] const std::vector<pollfd>& watched() const { return watched_; }
  [[nodiscard]] TimePoint timer() const { return timer_; }
  void run_timer();
  void run_socket(const pollfd& ready);

  // Told once: the connection is open (CURLE_OK), or why it could not be opened.
  [[nodiscard]] std::optional<CURLcode> result();
  // curl's own words about a failure.
  [[nodiscard]] std::string complaint() const;
  // The host's address was found.
  [[nodiscard]] bool resolved() const;
  // The errno of the last connect() that failed, or 0.
  [[nodiscard]] long os_error() const;

  // Of an open connection.
  [[nodiscard]] CURL* easy() const { return easy_; }
  [[nodiscard]] int fd() const;

 private:
  void configure(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
                 Duration timeout);
  static int watch(CURL* easy, curl_socket_t socket, int what, void* self, void* unused);
  static int set_timer(CURLM* multi, long milliseconds, void* self);

  CURLM* multi_;
  CURL* easy_;
  std::vector<pollfd> watched_;
  TimePoint timer_ = TimePoint::max();
  std::array<char, CURL_ERROR_SIZE> error_{};
};

}  // namespace edgee
