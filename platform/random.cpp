#include "platform/random.h"

#include <array>
#include <string_view>

#include <stdlib.h>

namespace edgee {
namespace {

// The kernel's generator, which cannot fail. OpenSSL's takes ten times as long for a few bytes, and
// each request draws some.
void fill(unsigned char* bytes, std::size_t count) {
  ::arc4random_buf(bytes, count);
}

class SystemRandom : public Random {
 public:
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) override {
    if (bound == 0) return 0;
    // What is left over at the top of the range would make small numbers likelier.
    const std::uint64_t excess = (~std::uint64_t{0} % bound + 1) % bound;
    while (true) {
      const std::uint64_t value = number();
      if (value <= ~std::uint64_t{0} - excess) return value % bound;
    }
  }

  [[nodiscard]] std::string token(std::size_t length) override {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static_assert(kAlphabet.size() == 64);
    std::string text(length, '\0');
    std::array<unsigned char, 64> bytes{};
    for (std::size_t at = 0; at < length; ++at) {
      if (at % bytes.size() == 0) fill(bytes.data(), bytes.size());
      text[at] = kAlphabet[bytes.at(at % bytes.size()) & 63U];
    }
    return text;
  }

 private:
  static std::uint64_t number() {
    std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
    fill(bytes.data(), bytes.size());
    std::uint64_t value = 0;
    for (const unsigned char byte : bytes)
      value = (value << 8U) | byte;
    return value;
  }
};

}  // namespace

std::unique_ptr<Random> make_random() {
  return std::make_unique<SystemRandom>();
}

}  // namespace edgee
