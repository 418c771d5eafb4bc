// Reads the server-sent events of the Responses API. For one answer and one thread.
//
// Each item of the output is one block: a message's parts are joined, a reasoning item's summary or
// text is thinking, the calls of tools that the agent runs are tool calls; what the provider runs
// itself has the kind other. No encrypted content is given out: only its own dialect, where the
// bytes pass as they are, has a use for it.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/dialect/dialect.h"
#include "core/dialect/openai_responses/item_reader.h"
#include "core/dialect/sse.h"

namespace edgee::openai_responses {

class Decoder final : public StreamDecoder {
 public:
  void take(std::string_view bytes) override;
  std::optional<std::string_view> next(std::vector<StreamEvent>& out) override;
  // Nothing is kept back: without response.completed the answer was cut.
  void finish(std::vector<StreamEvent>& /*out*/) override {}
  [[nodiscard]] bool in_event() const override { return reader_.in_event(); }
  [[nodiscard]] bool broken() const override { return broken_ || reader_.broken(); }

 private:
  struct Fields;

  void read(const SseFrame& frame, std::vector<StreamEvent>& out);
  bool read_piece(const Fields& fields, std::vector<StreamEvent>& out);
  void read_start(const Fields& fields, std::vector<StreamEvent>& out);
  void read_end(const Fields& fields, std::vector<StreamEvent>& out);
  void fault(std::string_view error, std::vector<StreamEvent>& out);

  SseReader reader_;
  ItemReader items_;
  bool started_ = false;
  bool over_ = false;
  bool broken_ = false;
};

[[nodiscard]] std::unique_ptr<StreamDecoder> make_decoder();

// Usage, the reason and MessageEnd, or a Fault: what `response` (a whole response object) says of
// its end. Nothing when it says nothing.
void read_response_end(std::string_view response, const ItemReader& items,
                       std::vector<StreamEvent>& out);

}  // namespace edgee::openai_responses
