#include "core/base/secret.h"

#include <cstring>

namespace edgee {

void wipe(std::string& text) noexcept {
  // capacity, not size: a shrunk string leaves its old tail behind.
  std::memset(text.data(), 0, text.capacity());
  // The compiler may not drop a write that this may read.
  asm volatile("" : : "r"(text.data()) : "memory");
  text.clear();
}

// A short string lives inside the object: it is copied, and the source keeps it until it is wiped.
Secret::Secret(std::string text) {
  text_.swap(text);
  edgee::wipe(text);
}

Secret::Secret(Secret&& other) noexcept {
  text_.swap(other.text_);
  other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    text_.swap(other.text_);
    other.wipe();
  }
  return *this;
}

Secret::~Secret() {
  wipe();
}

bool Secret::equals(std::string_view other) const {
  if (other.size() != text_.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < other.size(); ++i) {
    difference = static_cast<unsigned char>(
        difference | (static_cast<unsigned char>(text_[i]) ^ static_cast<unsigned char>(other[i])));
  }
  return difference == 0;
}

void Secret::wipe() noexcept {
  edgee::wipe(text_);
}

}  // namespace edgee
