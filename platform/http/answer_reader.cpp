#include "platform/http/answer_reader.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "platform/http/response_head.h"

namespace edgee {
namespace {

constexpr std::size_t kLongestChunkLine = std::size_t{16} * 1024;

// Hexadecimal digits, then perhaps an extension.
bool parse_chunk_size(std::string_view line, std::size_t& size) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, size, 16);
  return !digits.empty() && error == std::errc() && stopped == end;
}

}  // namespace

AnswerReader::State AnswerReader::feed(std::string_view bytes, std::string& body) {
  if (state_ == State::head) bytes = read_head(bytes);
  if (state_ == State::body) {
    switch (framing_) {
      case Framing::none:
        break;
      case Framing::length:
        bytes = read_length(bytes, body);
        break;
      case Framing::chunked:
        bytes = read_chunked(bytes, body);
        break;
      case Framing::until_end:
        deliver(bytes, body);
        bytes = {};
        break;
    }
  }
  if (state_ == State::done && !bytes.empty()) extra_ = true;
  return state_;
}

AnswerReader::State AnswerReader::end() {
  if (state_ == State::body && framing_ == Framing::until_end) {
    finish();
  } else if (state_ == State::head || state_ == State::body) {
    fail("the connection ended too early");
  }
  return state_;
}

std::string_view AnswerReader::read_head(std::string_view bytes) {
  while (state_ == State::head && take_line(bytes)) {
    if (!head_.add_line(line_)) {
      fail("the head is not that of an HTTP/1 answer");
    } else if (head_.complete()) {
      begin_body();
    }
    line_.clear();
  }
  if (line_.size() > AnswerHead::kLargest) fail("the head is endless");
  return bytes;
}

// RFC 9112, 6.3.
void AnswerReader::begin_body() {
  state_ = State::body;
  keep_alive_ = head_.keeps_alive();
  const std::string_view transfer = header_value(head_.headers(), "transfer-encoding");
  const std::int64_t length = head_.content_length();
  if (head_only_ || !may_have_body(head_.status())) {
    finish();
    return;
  }
  if (!transfer.empty()) {
    framing_ = Framing::chunked;
    if (!equals_ignoring_case(transfer, "chunked")) fail("an unknown Transfer-Encoding");
  } else if (length >= 0) {
    framing_ = Framing::length;
    left_ = static_cast<std::size_t>(length);
  } else {
    framing_ = Framing::until_end;
    keep_alive_ = false;
    if (length < -1) fail("a Content-Length that is none");
  }
  if (state_ == State::broken) return;
  if (framing_ == Framing::length && left_ == 0) {
    finish();
    return;
  }
  auto decoder = make_content_decoder(head_.headers());
  if (!decoder) {
    fail("a Content-Encoding that nobody asked for");
    return;
  }
  decoder_ = std::move(*decoder);
}

std::string_view AnswerReader::read_length(std::string_view bytes, std::string& body) {
  const std::string_view own = bytes.substr(0, left_);
  left_ -= own.size();
  deliver(own, body);
  if (left_ == 0 && state_ == State::body) finish();
  return bytes.substr(own.size());
}

std::string_view AnswerReader::read_chunked(std::string_view bytes, std::string& body) {
  while (state_ == State::body && !bytes.empty()) {
    if (chunk_ == Chunk::data) {
      const std::string_view own = bytes.substr(0, left_);
      left_ -= own.size();
      bytes.remove_prefix(own.size());
      if (left_ == 0) chunk_ = Chunk::data_end;
      deliver(own, body);
    } else if (take_line(bytes)) {
      end_chunk_line();
      line_.clear();
    } else if (line_.size() > kLongestChunkLine) {
      fail("a chunk size without end");
    }
  }
  return bytes;
}

void AnswerReader::end_chunk_line() {
  switch (chunk_) {
    case Chunk::size:
      if (!parse_chunk_size(line_, left_)) fail("a chunk size that is none");
      chunk_ = left_ == 0 ? Chunk::trailer : Chunk::data;
      return;
    case Chunk::data_end:
      if (!line_.empty()) fail("a chunk longer than it said");
      chunk_ = Chunk::size;
      return;
    case Chunk::trailer:
      if (line_.empty()) finish();
      return;
    case Chunk::data:
      return;
  }
}

bool AnswerReader::take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  line_.append(bytes.substr(0, end));
  if (end == std::string_view::npos) {
    bytes = {};
    return false;
  }
  bytes.remove_prefix(end + 1);
  if (line_.ends_with('\r')) line_.pop_back();
  return true;
}

void AnswerReader::deliver(std::string_view bytes, std::string& body) {
  if (decoder_ == nullptr) {
    body.append(bytes);
  } else if (!decoder_->decode(bytes, body)) {
    fail("a body that cannot be decompressed");
  }
}

void AnswerReader::finish() {
  state_ = State::done;
  if (decoder_ != nullptr && !decoder_->is_whole()) fail("a compressed body that is cut short");
}

void AnswerReader::fail(std::string_view trouble) {
  state_ = State::broken;
  trouble_ = trouble;
}

}  // namespace edgee
