#include "core/proxy/overlap.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace edgee {
namespace {

constexpr std::size_t kTail = 2000;
// Fewer characters repeat by chance: "Hel" may well go on with "lo".
constexpr std::size_t kLeast = 12;

}  // namespace

Overlap::Overlap(std::string_view shown)
    : tail_(shown.substr(shown.size() - std::min(shown.size(), kTail))) {
  settled_ = tail_.size() < kLeast;
}

// The new text so far stands somewhere in the tail, so that more of it may follow there.
bool Overlap::may_be_repeat() const {
  return wait_.size() < tail_.size() && tail_.find(wait_) != std::string::npos;
}

std::string Overlap::feed(std::string_view text) {
  if (settled_) return std::string(text);
  wait_ += text;
  return may_be_repeat() ? std::string() : settle();
}

std::string Overlap::flush() {
  return settled_ ? std::string() : settle();
}

// The longest end of the tail with which the new text begins.
std::string Overlap::settle() {
  settled_ = true;
  for (std::size_t length = std::min(tail_.size(), wait_.size()); length >= kLeast; --length) {
    if (std::string_view(tail_).ends_with(std::string_view(wait_).substr(0, length))) {
      return wait_.substr(length);
    }
  }
  return std::exchange(wait_, {});
}

}  // namespace edgee
