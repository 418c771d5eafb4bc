// How strings of a megabyte grow: not by doubling, which would hold three times their size at once.
#pragma once

#include <cstddef>
#include <string>

namespace edgee {

// Before `size` bytes are appended: room for them, and for what usually follows beside them.
inline void make_room(std::string& out, std::size_t size) {
  constexpr std::size_t kLarge = std::size_t{64} * 1024;
  if (size >= kLarge) out.reserve(out.size() + size + size / 4);
}

}  // namespace edgee
