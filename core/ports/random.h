// Chance, as the core sees it. Implementations may be used from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace edgee {

class Random {
 public:
  Random() = default;
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
  virtual ~Random() = default;

  // Uniform in [0, bound); 0 when bound is 0. Not for secrets.
  [[nodiscard]] virtual std::uint64_t below(std::uint64_t bound) = 0;
  // Cryptographically random, as [A-Za-z0-9_-] (6 bits a character).
  [[nodiscard]] virtual std::string token(std::size_t length) = 0;
};

}  // namespace edgee
