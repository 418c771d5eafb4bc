// Reads the items of an answer into StreamEvents, whether they come in pieces or whole. Some
// servers leave out the pieces, some the beginnings; each item gives one block all the same. For
// one answer and one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialect/openai_responses/call_forms.h"
#include "core/model/stream_event.h"

namespace edgee::openai_responses {

class ItemReader {
 public:
  using Out = std::vector<StreamEvent>;

  // `place` is the output_index; -1 when the event names none.
  void added(int place, std::string_view item, Out& out);
  void done(int place, std::string_view item, Out& out);

  // Pieces, as JSON literals. A piece whose item was not announced opens a block of its kind.
  void text(int place, std::string_view literal, Out& out);
  void refusal(int place, std::string_view literal, Out& out);
  void thinking(int place, std::string_view literal, Out& out);
  void input(int place, std::string_view literal, Out& out);
  // Another part of the summary or of the reasoning begins.
  void next_thought(int place, Out& out);

  // All that is open ends: the answer is over.
  void close_all(Out& out);

  [[nodiscard]] bool any() const { return next_index_ > 0; }
  [[nodiscard]] bool has_calls() const { return has_calls_; }
  [[nodiscard]] bool refused() const { return refused_; }

 private:
  struct Open {
    int place = -1;
    int index = 0;
    BlockKind kind = BlockKind::text;
    const CallForm* form = nullptr;  // tool calls
    bool any = false;                // a piece has come
  };

  [[nodiscard]] Open* find(int place);
  [[nodiscard]] Open* find_or_open(int place, BlockKind kind, Out& out);
  Open& open(int place, std::string_view item, Out& out);
  void finish(Open& block, std::string_view item, Out& out);
  void finish_call(Open& block, std::string_view item, Out& out);

  std::vector<Open> open_;
  int next_index_ = 0;
  bool has_calls_ = false;
  bool refused_ = false;
};

}  // namespace edgee::openai_responses
