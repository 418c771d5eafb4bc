#include "platform/crypto.h"

#include <array>
#include <cstdlib>

#include <openssl/evp.h>

namespace edgee {
namespace {

class OpensslCrypto : public Crypto {
 public:
  [[nodiscard]] std::string sha256(std::string_view bytes) const override {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // A wrong digest could make a changed project file look trusted.
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
      std::abort();
    }
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
      text += kHex[digest.at(i) >> 4U];
      text += kHex[digest.at(i) & 15U];
    }
    return text;
  }
};

}  // namespace

std::unique_ptr<Crypto> make_crypto() {
  return std::make_unique<OpensslCrypto>();
}

}  // namespace edgee
