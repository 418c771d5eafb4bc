// The first byte says how the rest is cut. However it is cut, the events must be the same, and what
// the encoder makes of them must read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/anthropic/stream_decoder.h"
#include "core/dialect/anthropic/stream_encoder.h"
#include "tests/core/dialect/describe.h"

namespace {

struct Reading {
  std::vector<edgee::StreamEvent> events;
  bool broken = false;
};

Reading read(std::string_view bytes, std::size_t step) {
  edgee::anthropic::Decoder decoder;
  Reading reading;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    // A copy of exact size, so that reading beyond its end is seen.
    const std::string chunk(bytes.substr(at, step));
    decoder.feed(chunk, reading.events);
  }
  decoder.finish(reading.events);
  reading.broken = decoder.broken();
  return reading;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string_view bytes = std::string_view(text).substr(1);
  const Reading whole = read(bytes, bytes.size() + 1);
  const Reading cut = read(bytes, static_cast<std::size_t>(data[0]) % 32 + 1);
  require(whole.broken == cut.broken);
  require(edgee::describe(whole.events) == edgee::describe(cut.events));
  edgee::anthropic::Encoder encoder("model");
  std::string written;
  for (const edgee::StreamEvent& event : whole.events)
    encoder.encode(event, written);
  require(!read(written, written.size() + 1).broken || whole.broken);
  return 0;
}
