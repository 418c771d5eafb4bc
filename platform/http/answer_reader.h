// Reads an HTTP/1.1 answer from the bytes of a connection: head, framing, body. The bytes may be
// split anywhere, and may be anything at all. Belongs to one exchange.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/model/headers.h"
#include "platform/http/answer_head.h"
#include "platform/http/content_decoder.h"

namespace edgee {

class AnswerReader {
 public:
  // broken: what came is no HTTP, or breaks its own framing.
  enum class State { head, body, done, broken };

  // `head_only`: the request was a HEAD.
  explicit AnswerReader(bool head_only) : head_only_(head_only) {}

  // Appends what belongs to the body to `body`, decoded. Bytes after the answer's end make the
  // connection unusable, and are dropped.
  State feed(std::string_view bytes, std::string& body);
  // The connection has ended: is the answer whole?
  State end();

  [[nodiscard]] State state() const { return state_; }
  // What is wrong with an answer that is broken.
  [[nodiscard]] std::string_view trouble() const { return trouble_; }
  [[nodiscard]] bool has_head() const { return head_.complete(); }
  [[nodiscard]] AnswerHead& head() { return head_; }
  // The connection can serve another request. Once it is done.
  [[nodiscard]] bool may_reuse() const { return keep_alive_ && !extra_; }

 private:
  enum class Framing { none, length, chunked, until_end };
  enum class Chunk { size, data, data_end, trailer };

  [[nodiscard]] std::string_view read_head(std::string_view bytes);
  [[nodiscard]] std::string_view read_length(std::string_view bytes, std::string& body);
  [[nodiscard]] std::string_view read_chunked(std::string_view bytes, std::string& body);
  // Takes a line off `bytes`; false while its end has not come.
  [[nodiscard]] bool take_line(std::string_view& bytes);
  void end_chunk_line();
  void begin_body();
  void deliver(std::string_view bytes, std::string& body);
  void finish();
  void fail(std::string_view trouble);

  bool head_only_;
  State state_ = State::head;
  std::string_view trouble_;  // a literal
  AnswerHead head_;
  std::string line_;  // the part that came of the line being read
  Framing framing_ = Framing::none;
  Chunk chunk_ = Chunk::size;
  std::size_t left_ = 0;  // of the body, or of the chunk
  bool keep_alive_ = true;
  bool extra_ = false;
  std::unique_ptr<ContentDecoder> decoder_;
};

}  // namespace edgee
