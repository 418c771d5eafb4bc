#include "core/dialect/sse.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace edgee {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::size_t kNone = std::string_view::npos;

// The first CR or LF at or after `at`, or kNone.
std::size_t find_line_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return kNone;
  const char* begin = text.data() + at;
  const std::size_t left = text.size() - at;
  const void* lf = std::memchr(begin, '\n', left);
  const std::size_t until =
      lf == nullptr ? left : static_cast<std::size_t>(static_cast<const char*>(lf) - begin);
  const void* cr = std::memchr(begin, '\r', until);
  if (cr != nullptr) return at + static_cast<std::size_t>(static_cast<const char*>(cr) - begin);
  return lf == nullptr ? kNone : at + until;
}

// Takes the first line off `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(find_line_end(text, 0), text.size());
  const std::string_view line = text.substr(0, end);
  const bool crlf = text.substr(end, 2) == "\r\n";
  text.remove_prefix(std::min(end + (crlf ? 2U : 1U), text.size()));
  return line;
}

// Unknown fields are allowed, but a field name looks like a word and HTML and JSON do not.
bool is_field_name(std::string_view name) {
  return name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

}  // namespace

void SseReader::feed(std::string_view bytes) {
  if (broken_) return;
  if (!carry().empty()) {
    carry().append(bytes);
    rest_ = carry();
  } else {
    rest_ = bytes;
  }
}

std::optional<SseFrame> SseReader::next() {
  if (broken_ || (!started_ && !skip_mark())) return std::nullopt;
  while (at_ < rest_.size()) {
    if (skip_lf_) {
      skip_lf_ = false;
      if (rest_[at_] == '\n') {
        ++at_;
        continue;
      }
    }
    if (!find_end()) break;
    const std::string_view text = rest_.substr(at_, line_);
    skip_lf_ = rest_[at_ + line_] == '\r';
    at_ += line_ + 1;
    line_ = seen_ = 0;
    if (text.empty()) continue;
    SseFrame frame = read_frame(text);
    if (!broken_) {
      frame.raw = take_raw();
      return frame;
    }
    give_up();
    return std::nullopt;
  }
  if (at_ > raw_) return SseFrame{{}, {}, true, true, take_raw()};
  keep_rest();
  return std::nullopt;
}

std::string_view SseReader::take_raw() {
  const std::size_t begin = std::exchange(raw_, at_);
  return rest_.substr(begin, at_ - begin);
}

std::optional<SseFrame> SseReader::last() {
  if (broken_ || !in_event()) return std::nullopt;
  tail_ = std::exchange(carry(), {}).substr(std::exchange(at_, 0));
  line_ = seen_ = 0;
  const SseFrame frame = read_frame(tail_);
  if (!broken_) return frame;
  give_up();
  return std::nullopt;
}

// A stream may begin with a byte order mark, cut anywhere; then with nothing but a field or a
// comment. False: wait for more, or broken.
bool SseReader::skip_mark() {
  if (rest_.empty()) return false;
  if (rest_.size() < kMark.size() && kMark.starts_with(rest_)) {
    keep_rest();
    return false;
  }
  if (rest_.starts_with(kMark)) at_ = kMark.size();
  while (at_ < rest_.size() && (rest_[at_] == '\n' || rest_[at_] == '\r'))
    ++at_;
  if (at_ == rest_.size()) {
    keep_rest();
    return false;
  }
  started_ = rest_[at_] == ':' || is_field_name(rest_.substr(at_, 1));
  if (!started_) give_up();
  return started_;
}

// Moves line_ to the blank line that ends the frame at at_. False: it has not come yet.
bool SseReader::find_end() {
  const std::string_view text = rest_.substr(at_);
  while (line_ < text.size()) {
    if (text[line_] == '\n' && line_ > 0 && text[line_ - 1] == '\r') {
      seen_ = ++line_;
      continue;
    }
    const std::size_t end = find_line_end(text, std::max(line_, seen_));
    if (end == kNone) {
      seen_ = text.size();
      return false;
    }
    if (end == line_) return true;
    seen_ = line_ = end + 1;
  }
  return false;
}

// What was given stays where it is until the next feed().
void SseReader::keep_rest() {
  const bool was_carried = !carry().empty();
  if (was_carried) current_ = 1 - current_;
  carry().assign(rest_.substr(raw_));
  rest_ = {};
  at_ -= std::exchange(raw_, 0);
  if (carry().size() > kMaxSseEvent) give_up();
}

SseFrame SseReader::read_frame(std::string_view text) {
  SseFrame frame{{}, {}, true, false, {}};
  int lines = 0;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "data") {
      if (++lines == 2) joined_ = frame.data;
      if (lines > 1) joined_.append("\n").append(value);
      frame.data = lines > 1 ? std::string_view(joined_) : value;
      frame.comment = false;
    } else if (name == "event") {
      frame.event = value;
      frame.comment = false;
    } else if (!is_field_name(name)) {
      broken_ = true;
    }
  }
  return frame;
}

// The frames that were given may still be looked at, so their bytes stay.
void SseReader::give_up() {
  broken_ = true;
  rest_ = {};
  at_ = raw_ = 0;
}

}  // namespace edgee
