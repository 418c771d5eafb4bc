#include "core/dialect/gemini/array_reader.h"

#include "core/base/json_lex.h"
#include "core/dialect/sse.h"

namespace edgee::gemini {

void ArrayReader::feed(std::string_view bytes) {
  bytes_.erase(0, begin_);
  at_ -= begin_;
  element_ -= begin_;
  begin_ = 0;
  if (!broken_) bytes_.append(bytes);
}

std::optional<ArrayPiece> ArrayReader::next() {
  Step found = Step::wait;
  while (!broken_ && found == Step::wait && at_ < bytes_.size())
    found = step();
  broken_ = broken_ || found == Step::junk || at_ - begin_ > kMaxSseEvent;
  if (broken_) return std::nullopt;
  const bool blanks_behind = over_ && found == Step::wait && at_ > begin_;
  if (found == Step::wait && !blanks_behind) return std::nullopt;
  const std::string_view all(bytes_);
  ArrayPiece piece;
  piece.raw = all.substr(begin_, at_ - begin_);
  if (found == Step::element) piece.element = all.substr(element_, at_ - element_);
  piece.last = over_;
  begin_ = at_;
  return piece;
}

// Reads one character.
ArrayReader::Step ArrayReader::step() {
  const char c = bytes_[at_++];
  if (depth_ > 0) {
    step_inside(c);
    if (depth_ > 0) return Step::wait;
    over_ = !in_array_;
    return Step::element;
  }
  if (json_lex::is_blank(c)) return Step::wait;
  if (over_) return Step::junk;
  if (c == '{') {
    element_ = at_ - 1;
    depth_ = 1;
    return Step::wait;
  }
  if (c == '[' && !in_array_) {
    in_array_ = true;
    return Step::wait;
  }
  if (!in_array_ || (c != ',' && c != ']')) return Step::junk;
  over_ = c == ']';
  return over_ ? Step::end : Step::wait;
}

void ArrayReader::step_inside(char c) {
  if (in_string_) {
    in_string_ = escaped_ || c != '"';
    escaped_ = !escaped_ && c == '\\';
  } else if (c == '"') {
    in_string_ = true;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if (c == '}' || c == ']') {
    --depth_;
  }
}

}  // namespace edgee::gemini
