// The first byte says how the rest is cut. However it is cut, the frames must be the same, no byte
// of an event may appear or be lost, and what the frames say must read back.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/dialect/sse.h"
#include "tests/fuzz/cuts.h"
#include "tests/fuzz/entry.h"

namespace {

using edgee::fuzz::Chunks;
using edgee::fuzz::require;

struct Frames {
  std::string words;
  std::string again;  // the frames, written out once more
  std::size_t data = 0;
  bool broken = false;
};

void add(const edgee::SseFrame& frame, Frames& frames) {
  frames.words += std::to_string(frame.event.size()) + " " + std::to_string(frame.data.size()) +
                  (frame.comment ? " c " : " ");
  frames.words.append(frame.event).append("|").append(frame.data).append("\n");
  frames.data += frame.event.size() + frame.data.size();
  if (frame.comment) {
    frames.again += ":\n\n";
    return;
  }
  if (!frame.event.empty()) frames.again.append("event: ").append(frame.event).append("\n");
  frames.again += "data: ";
  for (const char c : frame.data)
    frames.again += c == '\n' ? std::string("\ndata: ") : std::string(1, c);
  frames.again += "\n\n";
}

Frames read(const Chunks& chunks) {
  edgee::SseReader reader;
  Frames frames;
  for (const std::string& chunk : chunks) {
    reader.feed(chunk);
    while (const auto frame = reader.next()) {
      if (!frame->blank) add(*frame, frames);
    }
  }
  frames.broken = reader.broken();
  if (const auto frame = reader.last()) frames.words += "last " + std::string(frame->data);
  return frames;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string_view bytes = std::string_view(text).substr(1);
  const Frames whole = read({std::string(bytes)});
  require(whole.data <= bytes.size());
  edgee::fuzz::for_each_cut(bytes, data[0] % 61U + 2U, [&whole](const Chunks& chunks) {
    const Frames cut = read(chunks);
    require(cut.broken == whole.broken);
    require(cut.words == whole.words);
  });
  const Frames again = read({whole.again});
  require(!again.broken && again.again == whole.again);
  return 0;
}
