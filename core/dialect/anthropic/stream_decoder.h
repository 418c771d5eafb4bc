// Reads a streaming answer of Anthropic Messages by scanning, without a parser: deltas are the hot
// path. For one answer and one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/sse.h"

namespace edgee::anthropic {

class Decoder final : public StreamDecoder {
 public:
  void take(std::string_view bytes) override;
  std::optional<std::string_view> next(std::vector<StreamEvent>& out) override;
  void finish(std::vector<StreamEvent>& out) override;
  [[nodiscard]] bool in_event() const override { return reader_.in_event(); }
  [[nodiscard]] bool broken() const override { return broken_ || reader_.broken(); }

 private:
  struct OpenBlock {
    int index = 0;
    // Some servers send a tool's input with the start; used when no delta brings one.
    std::string early_input;
  };
  struct Fields;

  void read(const SseFrame& frame, std::vector<StreamEvent>& out);
  void read_message_start(const Fields& fields, std::vector<StreamEvent>& out);
  void read_block_start(const Fields& fields, std::vector<StreamEvent>& out);
  void read_delta(const Fields& fields, std::string_view raw, std::vector<StreamEvent>& out);
  void read_block_stop(const Fields& fields, std::vector<StreamEvent>& out);
  void read_message_delta(const Fields& fields, std::vector<StreamEvent>& out);
  void note_open(OpenBlock opened);
  [[nodiscard]] OpenBlock* find_open(int index);

  SseReader reader_;
  std::vector<OpenBlock> open_;
  TokenUsage usage_;
  bool started_ = false;
  bool broken_ = false;
};

[[nodiscard]] std::unique_ptr<StreamDecoder> make_decoder();

}  // namespace edgee::anthropic
