#include "core/base/secret.h"

#include <cstring>
#include <utility>

namespace edgee {

void wipe(std::string& text) noexcept {
  // capacity, not size: a shrunk string leaves its old tail behind.
  std::memset(text.data(), 0, text.capacity());
  // The compiler may not drop a write that this may read.
  asm volatile("" : : "r"(text.data()) : "memory");
  text.clear();
}

Secret::Secret(std::string text) : text_(std::move(text)) {
  // A short string is copied by the move (it lives inside the object), so the source keeps it.
  edgee::wipe(text);
}

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
  other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = std::move(other.text_);
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
