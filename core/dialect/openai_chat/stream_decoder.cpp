#include "core/dialect/openai_chat/stream_decoder.h"

#include <cstddef>
#include <optional>

#include "core/base/json.h"
#include "core/base/text.h"

namespace edgee::openai_chat {
namespace {

constexpr std::string_view kEndMark = "[DONE]";
constexpr std::size_t kMostWaiting = std::size_t{16} * 1024 * 1024;  // of calls out of turn

}  // namespace

std::optional<std::string_view> Decoder::next(std::vector<StreamEvent>& out) {
  if (broken()) return std::nullopt;
  const std::optional<SseFrame> frame = sse_.next();
  if (!frame) return std::nullopt;
  if (frame->comment && !frame->blank) out.emplace_back(Ping{});
  if (!frame->comment) read(trim(frame->data), out);
  if (broken_) return std::nullopt;
  return frame->raw;
}

void Decoder::read(std::string_view data, std::vector<StreamEvent>& out) {
  if (data.empty() || broken_) return;
  if (data == kEndMark) return reader_.end_mark(out);
  const std::optional<Json> chunk = parse_json(data);
  broken_ = !chunk || !chunk->is_object();
  if (broken_) return;
  reader_.read(*chunk, out);
  broken_ = reader_.waiting() > kMostWaiting;
}

void Decoder::finish(std::vector<StreamEvent>& out) {
  if (const std::optional<SseFrame> frame = sse_.last(); frame && !frame->comment) {
    const std::string_view data = trim(frame->data);
    if (data == kEndMark || parse_json(data)) read(data, out);
  }
  if (!broken()) reader_.end(out);
}

std::unique_ptr<StreamDecoder> make_decoder() {
  return std::make_unique<Decoder>();
}

}  // namespace edgee::openai_chat
