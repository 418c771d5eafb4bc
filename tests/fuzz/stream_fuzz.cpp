// The first byte says which dialect the rest is and how it is cut. However it is cut, the events
// must be the same, the bytes must all be there, and what the encoder makes of them must read back.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tests/fuzz/cuts.h"
#include "tests/fuzz/decoding.h"
#include "tests/fuzz/entry.h"
#include "tests/support/asked.h"

namespace {

using edgee::DialectId;
using edgee::fuzz::Chunks;
using edgee::fuzz::decode;
using edgee::fuzz::Decoded;
using edgee::fuzz::require;

void check_encoder(const Decoded& whole) {
  const edgee::Request request = edgee::asked("model");
  const auto encoder = edgee::find_dialect(DialectId::anthropic_messages)->make_encoder(request);
  std::string written;
  for (const edgee::StreamEvent& event : whole.events)
    encoder->encode(event, written);
  require(!decode(DialectId::anthropic_messages, {written}).broken || whole.broken);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string_view bytes = std::string_view(text).substr(1);
  const DialectId dialect =
      (data[0] & 1U) != 0 ? DialectId::openai_chat : DialectId::anthropic_messages;
  const Decoded whole = decode(dialect, {std::string(bytes)});
  const std::string words = whole.words();
  require(bytes.starts_with(whole.raw));
  const std::size_t step = (data[0] >> 1U) % 32U + 2U;
  edgee::fuzz::for_each_cut(bytes, step, [&](const Chunks& chunks) {
    const Decoded cut = decode(dialect, chunks);
    require(cut.broken == whole.broken);
    require(cut.words() == words);
    require(bytes.starts_with(cut.raw));
  });
  check_encoder(whole);
  return 0;
}
