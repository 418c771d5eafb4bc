#include "core/dialect/gemini/stream_decoder.h"

#include "core/base/text.h"

namespace edgee::gemini {

void Decoder::take(std::string_view bytes) {
  if (framing_ == Framing::unknown) {
    // Until it is known, the bytes are kept: both readers begin with the first one.
    blanks_ += bytes;
    const std::string_view begun = trim(blanks_);
    if (begun.empty()) return;
    framing_ = begun.front() == '[' || begun.front() == '{' ? Framing::array : Framing::events;
    bytes = blanks_;
  }
  if (framing_ == Framing::array) {
    array_.feed(bytes);
  } else {
    sse_.feed(bytes);
  }
}

std::optional<std::string_view> Decoder::next(std::vector<StreamEvent>& out) {
  if (broken() || framing_ == Framing::unknown) return std::nullopt;
  return framing_ == Framing::array ? next_element(out) : next_event(out);
}

std::optional<std::string_view> Decoder::next_event(std::vector<StreamEvent>& out) {
  const std::optional<SseFrame> frame = sse_.next();
  if (!frame) return std::nullopt;
  if (frame->comment && !frame->blank) out.emplace_back(Ping{});
  if (!frame->comment) read(trim(frame->data), out);
  if (broken_) return std::nullopt;
  return frame->raw;
}

std::optional<std::string_view> Decoder::next_element(std::vector<StreamEvent>& out) {
  const std::optional<ArrayPiece> piece = array_.next();
  if (!piece) return std::nullopt;
  if (!piece->element.empty()) read(piece->element, out);
  if (broken_) return std::nullopt;
  if (piece->last) reader_.end(out);
  return piece->raw;
}

// Google itself sends no end mark; some gateways do.
void Decoder::read(std::string_view json, std::vector<StreamEvent>& out) {
  if (json.empty() || json == "[DONE]") return;
  const std::size_t before = out.size();
  broken_ = !reader_.read(json, out);
  if (!broken_ && out.size() == before) out.emplace_back(Ping{});
}

// The end of the stream is the end of the connection; before the model said why it stopped, it is a
// cut.
void Decoder::finish(std::vector<StreamEvent>& out) {
  if (framing_ == Framing::events && !broken()) {
    const std::optional<SseFrame> frame = sse_.last();
    if (frame && !frame->comment) {
      std::vector<StreamEvent> events;
      if (reader_.read(trim(frame->data), events)) {
        out.insert(out.end(), events.begin(), events.end());
      }
    }
  }
  if (!broken()) reader_.end(out);
}

bool Decoder::in_event() const {
  if (broken()) return false;
  return framing_ == Framing::array ? array_.in_piece() : sse_.in_event();
}

std::unique_ptr<StreamDecoder> make_decoder() {
  return std::make_unique<Decoder>();
}

}  // namespace edgee::gemini
