#include "core/proxy/repetition.h"

#include <algorithm>
#include <vector>

namespace edgee {
namespace {

constexpr std::size_t kTail = 4000;
constexpr std::size_t kLookEvery = 200;
constexpr std::size_t kLeast = 800;
constexpr std::size_t kRepeats = 10;

// For each place, how far the text from there matches the text from its beginning (the Z function):
// a text whose match at p is m long repeats its first p characters over m + p.
bool repeats_from_start(std::string_view text) {
  std::vector<std::size_t> match(text.size(), 0);
  std::size_t left = 0;
  std::size_t right = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (i < right) match[i] = std::min(right - i, match[i - left]);
    while (i + match[i] < text.size() && text[match[i]] == text[i + match[i]])
      ++match[i];
    if (i + match[i] > right) {
      left = i;
      right = i + match[i];
    }
    if (match[i] + i >= std::max(kLeast, kRepeats * i)) return true;
  }
  return false;
}

}  // namespace

bool Repetition::feed(std::string_view text) {
  tail_ += text;
  unread_ += text.size();
  if (unread_ < kLookEvery) return false;
  unread_ = 0;
  if (tail_.size() > kTail) tail_.erase(0, tail_.size() - kTail);
  // Backwards, so that the newest words are the beginning.
  return repeats_from_start(std::string(tail_.rbegin(), tail_.rend()));
}

}  // namespace edgee
