#include "tests/bench/common/http_reader.h"

#include <algorithm>
#include <charconv>

#include <strings.h>

namespace edgee::bench {
namespace {

constexpr std::size_t kHeadStep = 2048;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

}  // namespace

std::size_t HttpReader::feed(std::string_view input) {
  std::size_t used = 0;
  while (used < input.size() && !done() && !broken())
    used += step(input.substr(used));
  return used;
}

void HttpReader::reset() {
  phase_ = Phase::head;
  head_.clear();
  body_.clear();
  line_.clear();
  left_ = 0;
}

std::size_t HttpReader::step(std::string_view input) {
  switch (phase_) {
    case Phase::head:
      return read_head(input);
    case Phase::length_body:
      return read_body(input, Phase::done);
    case Phase::chunk_data:
      return read_body(input, Phase::chunk_end);
    case Phase::chunk_size:
    case Phase::chunk_end:
    case Phase::trailers:
      return read_line(input);
    case Phase::done:
    case Phase::broken:
      break;
  }
  return 0;
}

std::size_t HttpReader::read_head(std::string_view input) {
  const std::string_view piece = input.substr(0, kHeadStep);
  const std::size_t before = head_.size();
  head_.append(piece);
  const std::size_t end = head_.find(kHeadEnd, before < 3 ? 0 : before - 3);
  if (end == std::string::npos) return piece.size();
  head_.resize(end + kHeadEnd.size());
  begin_body();
  return head_.size() - before;
}

void HttpReader::begin_body() {
  if (header("transfer-encoding") == "chunked") {
    phase_ = Phase::chunk_size;
    return;
  }
  const std::string_view length = header("content-length");
  std::from_chars(length.data(), length.data() + length.size(), left_);
  body_.reserve(left_);
  phase_ = left_ == 0 ? Phase::done : Phase::length_body;
}

std::size_t HttpReader::read_body(std::string_view input, Phase next) {
  const std::size_t size = std::min(left_, input.size());
  body_.append(input.substr(0, size));
  left_ -= size;
  if (left_ == 0) phase_ = next;
  return size;
}

std::size_t HttpReader::read_line(std::string_view input) {
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) {
    line_.append(input);
    return input.size();
  }
  line_.append(input.substr(0, end));
  if (line_.ends_with('\r')) line_.pop_back();
  on_line();
  line_.clear();
  return end + 1;
}

void HttpReader::on_line() {
  if (phase_ == Phase::chunk_end) {
    phase_ = line_.empty() ? Phase::chunk_size : Phase::broken;
  } else if (phase_ == Phase::trailers) {
    if (line_.empty()) phase_ = Phase::done;
  } else {
    const auto [end, error] = std::from_chars(line_.data(), line_.data() + line_.size(), left_, 16);
    if (error != std::errc{}) {
      phase_ = Phase::broken;
    } else {
      phase_ = left_ == 0 ? Phase::trailers : Phase::chunk_data;
    }
  }
}

std::string_view HttpReader::header(std::string_view lower_case_name) const {
  std::string_view rest = head_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("\r\n"), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    const std::size_t colon = line.find(':');
    if (colon != lower_case_name.size()) continue;
    if (strncasecmp(line.data(), lower_case_name.data(), colon) != 0) continue;
    line.remove_prefix(colon + 1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return line;
  }
  return {};
}

}  // namespace edgee::bench
