#include "platform/http/answer_head.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"

namespace edgee {
namespace {

constexpr int kSwitchingProtocols = 101;  // never asked for
constexpr int kFirstFinal = 200;

bool has_token(std::string_view list, std::string_view token) {
  const auto parts = split(list, ',');
  return std::any_of(parts.begin(), parts.end(), [token](std::string_view part) {
    return equals_ignoring_case(trim(part), token);
  });
}

}  // namespace

bool AnswerHead::add_line(std::string_view line) {
  size_ += line.size() + 1;
  if (size_ > kLargest) return false;
  if (status_ == 0) return begin(line);
  if (!line.empty()) return add_field(line);
  if (status_ >= kFirstFinal) {
    complete_ = true;
  } else {
    status_ = 0;
    headers_.clear();
  }
  return true;
}

// "HTTP/1.1 200 OK"; the reason is nobody's business.
bool AnswerHead::begin(std::string_view line) {
  constexpr std::size_t kCode = 9;
  if (line.size() < kCode + 3 || !line.starts_with("HTTP/1.") || line[kCode - 1] != ' ') {
    return false;
  }
  if (line.size() > kCode + 3 && line[kCode + 3] != ' ') return false;
  http_1_0_ = line[kCode - 2] == '0';
  status_ = static_cast<int>(parse_number(line.substr(kCode, 3)));
  return status_ >= 100 && status_ != kSwitchingProtocols;
}

bool AnswerHead::add_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') {
    if (headers_.empty()) return false;
    headers_.back().value.append(" ").append(trim(line));
    return true;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  headers_.push_back(
      Header{std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  return line.find('\0') == std::string_view::npos && line.find('\r') == std::string_view::npos;
}

bool AnswerHead::keeps_alive() const {
  bool alive = !http_1_0_;
  for (const Header& header : headers_) {
    if (!equals_ignoring_case(header.name, "connection")) continue;
    if (has_token(header.value, "close")) return false;
    if (has_token(header.value, "keep-alive")) alive = true;
  }
  return alive;
}

std::int64_t AnswerHead::content_length() const {
  std::int64_t length = -1;
  for (const Header& header : headers_) {
    if (!equals_ignoring_case(header.name, "content-length")) continue;
    const std::int64_t own = parse_number(header.value);
    if (own < 0 || (length >= 0 && own != length)) return -2;
    length = own;
  }
  return length;
}

}  // namespace edgee
