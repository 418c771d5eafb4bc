// Reads a streaming answer of Gemini, as events or as an array in pieces: the first byte says
// which. For one answer and one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/gemini/array_reader.h"
#include "core/dialect/gemini/chunk_reader.h"
#include "core/dialect/sse.h"

namespace edgee::gemini {

class Decoder final : public StreamDecoder {
 public:
  void take(std::string_view bytes) override;
  std::optional<std::string_view> next(std::vector<StreamEvent>& out) override;
  void finish(std::vector<StreamEvent>& out) override;
  [[nodiscard]] bool in_event() const override;
  [[nodiscard]] bool broken() const override { return broken_ || sse_.broken() || array_.broken(); }

 private:
  enum class Framing { unknown, events, array };

  std::optional<std::string_view> next_event(std::vector<StreamEvent>& out);
  std::optional<std::string_view> next_element(std::vector<StreamEvent>& out);
  void read(std::string_view json, std::vector<StreamEvent>& out);

  Framing framing_ = Framing::unknown;
  std::string blanks_;  // what came before the framing was known
  SseReader sse_;
  ArrayReader array_;
  ChunkReader reader_;
  bool broken_ = false;
};

[[nodiscard]] std::unique_ptr<StreamDecoder> make_decoder();

}  // namespace edgee::gemini
