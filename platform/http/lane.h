// A connection to one origin: first a dialer, then a pipe for bytes. Used by one thread at a time;
// owned by an exchange, or idle in the pool.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include <sys/uio.h>

#include "platform/http/dialer.h"

namespace edgee {

class Lane {
 public:
  // ended: the other side closed properly. broken: error() says how.
  enum class Io { some, would_block, ended, broken };

  Lane(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
       Duration timeout);

  [[nodiscard]] Dialer& dialer() { return dialer_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  // After the dialer's CURLE_OK. False when there is no connection after all.
  [[nodiscard]] bool open();
  [[nodiscard]] int fd() const { return fd_; }

  // It carried a request before.
  [[nodiscard]] bool has_served() const { return has_served_; }
  void note_served() { has_served_ = true; }

  // Sends what fits now of head and body, as one piece where that is possible. Shortens both.
  [[nodiscard]] Io send(std::string_view& head, std::string_view& body);
  [[nodiscard]] Io receive(std::span<char> to, std::size_t& got);
  // After a `some`: there may be more that poll does not know of.
  [[nodiscard]] bool may_hide_bytes() const { return tls_; }
  [[nodiscard]] const std::string& error() const { return error_; }

  // Of an idle connection: it is open still, and nobody said anything meanwhile.
  [[nodiscard]] bool is_live();

 private:
  [[nodiscard]] Io send_plain(std::string_view& head, std::string_view& body);
  [[nodiscard]] Io send_tls(std::string_view& part);
  [[nodiscard]] Io fail(std::string message);

  Dialer dialer_;
  const bool tls_;
  int fd_ = -1;
  bool has_served_ = false;
  std::string error_;
};

}  // namespace edgee
