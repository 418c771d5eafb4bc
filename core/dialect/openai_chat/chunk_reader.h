// Reads one parsed chunk of a Chat answer (or a whole non-streaming one, which has the same parts)
// into StreamEvents. For one answer and one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_fwd.h"
#include "core/dialect/openai_chat/blocks.h"
#include "core/dialect/openai_chat/think_tags.h"
#include "core/model/stream_event.h"

namespace edgee::openai_chat {

class ChunkReader {
 public:
  void read(const Json& chunk, std::vector<StreamEvent>& out);
  // The provider's end mark, or the end of the body. Gives MessageEnd only if the model said why
  // it stopped.
  void end(std::vector<StreamEvent>& out);
  // The stream says that it is over; without a reason to stop that means nothing.
  void end_mark(std::vector<StreamEvent>& out) {
    if (stop_) end(out);
  }

  // No more will come: ended, or failed by the provider's own word.
  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] std::size_t waiting() const { return blocks_.waiting(); }

 private:
  void read_start(const Json& chunk, std::vector<StreamEvent>& out);
  void read_choice(const Json& choice, std::vector<StreamEvent>& out);
  void read_delta(const Json& delta, std::vector<StreamEvent>& out);
  void read_content(const Json& content, std::vector<StreamEvent>& out);
  void read_details(const Json& details, std::vector<StreamEvent>& out);
  void read_call(const Json& call, std::vector<StreamEvent>& out);
  void read_finish(const Json& choice, std::vector<StreamEvent>& out);
  void add_text(std::string_view text, std::vector<StreamEvent>& out);
  void give(const ThinkTags::Split& split, std::vector<StreamEvent>& out);
  // The reason to stop is told at once: it has reached the agent with its chunk. Usage comes later.
  void tell_usage(std::vector<StreamEvent>& out);
  void fail_with(FailureFacts facts, std::vector<StreamEvent>& out);
  [[nodiscard]] std::size_t call_number(const Json& call, const std::string& id,
                                        const std::string& name);

  Blocks blocks_;
  ThinkTags tags_;
  std::string seed_;       // for ids that the upstream left out
  std::string reasoning_;  // all of reasoning_details so far: some send it again and again
  // For each call, what the upstream calls it.
  struct CallKey {
    std::optional<std::int64_t> index;
    std::string id;
  };
  std::vector<CallKey> keys_;
  std::optional<Usage> usage_;
  std::optional<Stop> stop_;
  bool started_ = false;
  bool refused_ = false;
  bool over_ = false;
};

}  // namespace edgee::openai_chat
