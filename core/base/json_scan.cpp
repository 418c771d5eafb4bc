#include "core/base/json_scan.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "core/base/json_lex.h"

namespace edgee {

using json_lex::kBroken;
using json_lex::skip_blanks;
using json_lex::skip_string;
using json_lex::skip_value;

namespace {

// Reads `"key" :` at `at`; moves `at` to the value. False when it is not there.
bool read_key(std::string_view text, std::size_t& at, JsonSpan& span) {
  if (at >= text.size() || text[at] != '"') return false;
  const std::size_t after = skip_string(text, at);
  if (after == kBroken) return false;
  span.key = text.substr(at + 1, after - at - 2);
  span.member_begin = at;
  at = skip_blanks(text, after);
  if (at >= text.size() || text[at] != ':') return false;
  at = skip_blanks(text, at + 1);
  return true;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

// Four hex digits at `at`, or -1.
std::int32_t read_hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  std::uint32_t code = 0;
  const char* end = text.data() + at + 4;
  const auto [stop, error] = std::from_chars(text.data() + at, end, code, 16);
  return error == std::errc{} && stop == end ? static_cast<std::int32_t>(code) : -1;
}

constexpr std::uint32_t kReplacement = 0xFFFD;

// `at` stands behind "\u"; moves past what was read.
std::uint32_t read_code_point(std::string_view text, std::size_t& at) {
  const std::int32_t first = read_hex4(text, at);
  if (first < 0) return kReplacement;
  at += 4;
  const auto high = static_cast<std::uint32_t>(first);
  if (high < 0xD800 || high > 0xDFFF) return high;
  const bool pair = high < 0xDC00 && text.substr(at, 2) == "\\u";
  const std::int32_t second = pair ? read_hex4(text, at + 2) : -1;
  if (second < 0xDC00 || second > 0xDFFF) return kReplacement;
  at += 6;
  return 0x10000U + ((high - 0xD800U) << 10U) + (static_cast<std::uint32_t>(second) - 0xDC00U);
}

char simple_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

}  // namespace

JsonWalk::JsonWalk(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {
  at_ = skip_blanks(text, 0);
  if (at_ < text.size() && text[at_] == '{') close_ = '}';
  if (at_ < text.size() && text[at_] == '[') close_ = ']';
}

bool JsonWalk::next(JsonSpan& span) {
  const char close = std::exchange(close_, '\0');
  if (close == '\0') return false;
  at_ = skip_blanks(text_, at_ + 1);  // past the bracket or the comma
  if (at_ >= text_.size()) return false;
  if (first_ && text_[at_] == close) {
    whole_ = true;
    return false;
  }
  first_ = false;
  span = JsonSpan{{}, at_, 0, 0};
  if (close == '}' && !read_key(text_, at_, span)) return false;
  const std::size_t end = skip_value(text_, at_);
  if (end == kBroken) return false;
  span.member_begin += offset_;
  span.begin = at_ + offset_;
  span.end = end + offset_;
  at_ = skip_blanks(text_, end);
  const char after = at_ < text_.size() ? text_[at_] : '\0';
  if (after != ',' && after != close) return false;
  if (after == ',') close_ = close;
  whole_ = after == close;
  return true;
}

std::optional<std::vector<JsonSpan>> scan_json(std::string_view text, std::size_t offset) {
  std::vector<JsonSpan> spans;
  JsonWalk walk(text, offset);
  for (JsonSpan span; walk.next(span);)
    spans.push_back(span);
  if (!walk.whole()) return std::nullopt;
  return spans;
}

const JsonSpan* find_member(const std::vector<JsonSpan>& members, std::string_view key) {
  const auto found = std::find_if(members.rbegin(), members.rend(),
                                  [key](const JsonSpan& span) { return span.key == key; });
  return found == members.rend() ? nullptr : &*found;
}

std::string_view json_at(std::string_view object, std::string_view key) {
  std::string_view value;
  JsonWalk walk(object);
  for (JsonSpan span; walk.next(span);) {
    if (span.key == key) value = span.in(object);
  }
  return walk.whole() ? value : std::string_view();
}

std::string json_text(std::string_view literal) {
  if (literal.size() < 2 || literal.front() != '"' || literal.back() != '"') return {};
  literal = literal.substr(1, literal.size() - 2);
  std::string out;
  out.reserve(literal.size());
  for (std::size_t at = 0; at < literal.size();) {
    const std::size_t slash = std::min(literal.find('\\', at), literal.size());
    out.append(literal, at, slash - at);
    if (slash + 1 >= literal.size()) break;
    at = slash + 2;
    if (literal[slash + 1] == 'u') {
      append_utf8(out, read_code_point(literal, at));
    } else {
      out.push_back(simple_escape(literal[slash + 1]));
    }
  }
  return out;
}

int json_depth(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      if (at == kBroken) break;
      --at;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace edgee
