// An upstream answer's head, line by line: interim heads (1xx) are left out, folded lines joined.
// Belongs to one exchange.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/model/headers.h"

namespace edgee {

class AnswerHead {
 public:
  // Without its line end. False when this is no HTTP/1 head, or larger than any honest one.
  [[nodiscard]] bool add_line(std::string_view line);

  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const HeaderList& headers() const { return headers_; }
  [[nodiscard]] HeaderList& headers() { return headers_; }

  // HTTP/1.1 without "close", or an older one with "keep-alive".
  [[nodiscard]] bool keeps_alive() const;
  // A Content-Length of digits, each time the same; -1 when there is none, -2 when it is not that.
  [[nodiscard]] std::int64_t content_length() const;

  static constexpr std::size_t kLargest = std::size_t{256} * 1024;

 private:
  bool begin(std::string_view status_line);
  bool add_field(std::string_view line);

  HeaderList headers_;
  std::size_t size_ = 0;
  int status_ = 0;
  bool http_1_0_ = false;
  bool complete_ = false;
};

}  // namespace edgee
