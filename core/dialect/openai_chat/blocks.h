// Puts the pieces of a Chat answer into blocks that follow one another, as StreamEvents ask for.
// Chat may mix text and several tool calls; what comes out of turn waits here. For one answer and
// one thread.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/stream_event.h"

namespace edgee::openai_chat {

// Follows the brackets of a JSON text that comes in pieces.
class JsonProgress {
 public:
  void feed(std::string_view piece);
  // The object or array that began has ended.
  [[nodiscard]] bool complete() const { return began_ && depth_ == 0; }

 private:
  int depth_ = 0;
  bool began_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
};

class Blocks {
 public:
  // `out` receives the events and must outlive the call only.
  void text(std::string_view piece, std::vector<StreamEvent>& out);
  void thinking(std::string_view piece, std::vector<StreamEvent>& out);

  // A call is named by a number of the caller's choice. The first non-empty id and name count.
  void call_names(std::size_t call, std::string_view id, std::string_view name);
  void call_input(std::size_t call, std::string_view piece);
  // Sends on what can be sent on.
  void pump(std::vector<StreamEvent>& out);
  // The answer is over: everything that waited goes out and the last block ends.
  void close_all(std::vector<StreamEvent>& out);

  [[nodiscard]] bool has_calls() const { return !calls_.empty(); }
  // That a piece with this function name cannot be more of the call.
  [[nodiscard]] bool is_next_call(std::size_t call, std::string_view name) const;
  // Characters that wait for their turn.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Call {
    std::string id;
    std::string name;
    std::string unsent;  // input that has not gone out
    JsonProgress progress;
    bool any_input = false;
  };
  struct Held {
    BlockKind kind = BlockKind::text;
    std::string text;
  };

  void plain(BlockKind kind, std::string_view piece, std::vector<StreamEvent>& out);
  void send_plain(BlockKind kind, std::string_view piece, std::vector<StreamEvent>& out);
  void end_block(std::vector<StreamEvent>& out);
  void start_call(std::vector<StreamEvent>& out);
  void send_input(std::vector<StreamEvent>& out);
  void end_call(std::vector<StreamEvent>& out);

  std::vector<Call> calls_;
  std::deque<Held> held_;    // text and thinking that came while calls were under way
  std::size_t current_ = 0;  // the call that is open or opens next
  bool call_open_ = false;
  bool plain_open_ = false;
  BlockKind kind_ = BlockKind::text;  // of the open plain block
  int index_ = -1;                    // of the newest block
  std::string blank_;                 // text that is no block yet: Claude takes no blank ones
};

}  // namespace edgee::openai_chat
