// Digests, as the core sees them.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

class Crypto {
 public:
  Crypto() = default;
  Crypto(const Crypto&) = delete;
  Crypto& operator=(const Crypto&) = delete;
  virtual ~Crypto() = default;

  // Lowercase hex.
  [[nodiscard]] virtual std::string sha256(std::string_view bytes) const = 0;
};

}  // namespace edgee
