// Reads a streaming Chat answer. For one answer and one thread.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/openai_chat/chunk_reader.h"
#include "core/dialect/sse.h"

namespace edgee::openai_chat {

class Decoder final : public StreamDecoder {
 public:
  void take(std::string_view bytes) override { sse_.feed(bytes); }
  std::optional<std::string_view> next(std::vector<StreamEvent>& out) override;
  void finish(std::vector<StreamEvent>& out) override;
  [[nodiscard]] bool in_event() const override { return sse_.in_event(); }
  [[nodiscard]] bool broken() const override { return broken_ || sse_.broken(); }

 private:
  void read(std::string_view data, std::vector<StreamEvent>& out);

  SseReader sse_;
  ChunkReader reader_;
  bool broken_ = false;
};

[[nodiscard]] std::unique_ptr<StreamDecoder> make_decoder();

}  // namespace edgee::openai_chat
