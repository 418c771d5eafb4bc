// The ways to cut an input. Each chunk is a copy of exact size, so that reading beyond it is seen.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace edgee::fuzz {

using Chunks = std::vector<std::string>;

inline Chunks cut_every(std::string_view bytes, std::size_t step) {
  Chunks chunks;
  for (std::size_t at = 0; at < bytes.size(); at += step)
    chunks.emplace_back(bytes.substr(at, step));
  return chunks;
}

// The small inputs are cut in two at every byte; the large ones would take too long.
inline constexpr std::size_t kSmall = 128;

template <class Check>
void for_each_cut(std::string_view bytes, std::size_t step, const Check& check) {
  check(cut_every(bytes, 1));
  check(cut_every(bytes, step));
  if (bytes.size() > kSmall) return;
  for (std::size_t at = 1; at < bytes.size(); ++at)
    check({std::string(bytes.substr(0, at)), std::string(bytes.substr(at))});
}

inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace edgee::fuzz
