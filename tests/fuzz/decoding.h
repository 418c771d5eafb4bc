// The one place where the fuzzers touch a decoder's interface: chunks in, events out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "tests/core/dialect/describe.h"

namespace edgee::fuzz {

struct Decoded {
  std::vector<StreamEvent> events;
  std::string raw;  // the bytes of whole frames
  bool broken = false;

  [[nodiscard]] std::string words() const { return describe(events); }
};

inline Decoded decode(DialectId dialect, const std::vector<std::string>& chunks) {
  const auto decoder = find_dialect(dialect)->make_decoder();
  Decoded decoded;
  for (const std::string& chunk : chunks) {
    decoder->take(chunk);
    while (const auto raw = decoder->next(decoded.events))
      decoded.raw += *raw;
  }
  decoder->finish(decoded.events);
  decoded.broken = decoder->broken();
  return decoded;
}

}  // namespace edgee::fuzz
