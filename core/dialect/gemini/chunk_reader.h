// Reads the chunks of a Gemini answer (or a whole one, which has the same form) into StreamEvents.
// For one answer and one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_doc.h"
#include "core/model/stream_event.h"

namespace edgee::gemini {

class ChunkReader {
 public:
  // A GenerateContentResponse, an error, or a list of them, as JSON text. False: it is none.
  [[nodiscard]] bool read(std::string_view json, std::vector<StreamEvent>& out);
  // No more comes. Gives MessageEnd only if the model said why it stopped.
  void end(std::vector<StreamEvent>& out);

  // Something of an answer, or an error, was read.
  [[nodiscard]] bool saw_answer() const { return started_ || over_; }

 private:
  void read_chunk(const JsonDoc& doc, const JsonSpan& chunk, std::vector<StreamEvent>& out);
  void start(const JsonDoc& doc, const JsonSpan& chunk, std::vector<StreamEvent>& out);
  void read_candidate(const JsonDoc& doc, const JsonSpan& candidate, std::vector<StreamEvent>& out);
  void read_part(const JsonDoc& doc, const JsonSpan& part, std::vector<StreamEvent>& out);
  void read_call(const JsonDoc& doc, const JsonSpan& call, std::vector<StreamEvent>& out);
  void add_words(BlockKind kind, std::string words, std::vector<StreamEvent>& out);
  void open(BlockStart start, std::vector<StreamEvent>& out);
  void close(std::vector<StreamEvent>& out);
  void stop_with(Stop stop, std::vector<StreamEvent>& out);
  void fail_with(FailureFacts facts, std::vector<StreamEvent>& out);
  void tell_usage(std::vector<StreamEvent>& out);

  std::string seed_;   // for the ids that Gemini leaves out
  std::string blank_;  // text that is no block yet: others take no blank ones
  std::optional<Stop> stop_;
  TokenUsage usage_;
  BlockKind kind_ = BlockKind::text;  // of the open block
  int index_ = -1;                    // of the newest block
  std::size_t calls_ = 0;
  bool open_ = false;
  bool started_ = false;
  bool usage_told_ = true;
  bool over_ = false;
};

}  // namespace edgee::gemini
