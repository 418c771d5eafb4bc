// An upstream request's head as it goes over the wire. It may hold a secret, and is wiped when it
// goes.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/ports/exchanges.h"

namespace edgee {

class RequestText {
 public:
  RequestText() = default;
  RequestText(const RequestText&) = delete;
  RequestText& operator=(const RequestText&) = delete;
  ~RequestText() { forget(); }

  // Fails, and writes nothing, when some part would break out of its line.
  [[nodiscard]] Result<void> write(const UpstreamRequest& request);
  [[nodiscard]] const std::string& text() const { return text_; }
  // Once it is on its way.
  void forget() { wipe(text_); }

 private:
  std::string text_;
};

}  // namespace edgee
