#include "core/agents/script_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace edgee {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kReplacementEscape = "\\ufffd";
constexpr std::size_t kEscape = 6;  // of "\u0000"

// How the sequences that begin with a byte up to `last` go on. RFC 3629, section 4.
struct Utf8Row {
  unsigned char last;
  std::size_t length;
  unsigned char low;  // of the second byte
  unsigned char high;
};
constexpr std::array kUtf8{
    Utf8Row{0x7F, 1, 0x00, 0x00}, Utf8Row{0xC1, 0, 0x00, 0x00}, Utf8Row{0xDF, 2, 0x80, 0xBF},
    Utf8Row{0xE0, 3, 0xA0, 0xBF}, Utf8Row{0xEC, 3, 0x80, 0xBF}, Utf8Row{0xED, 3, 0x80, 0x9F},
    Utf8Row{0xEF, 3, 0x80, 0xBF}, Utf8Row{0xF0, 4, 0x90, 0xBF}, Utf8Row{0xF3, 4, 0x80, 0xBF},
    Utf8Row{0xF4, 4, 0x80, 0x8F}, Utf8Row{0xFF, 0, 0x00, 0x00}};

// The length of the sequence at the start of `text`, which is not empty; 0 = there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto row = std::find_if(kUtf8.begin(), kUtf8.end(),
                                [&byte](const Utf8Row& each) { return byte(0) <= each.last; });
  if (row->length < 2) return row->length;
  if (row->length > text.size() || byte(1) < row->low || byte(1) > row->high) return 0;
  for (std::size_t at = 2; at < row->length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80) return 0;
  }
  return row->length;
}

// The code unit of an escape "\uXXXX" at the start of `text`; -1 = there is none.
int escaped_unit(std::string_view text) {
  if (text.size() < kEscape || !text.starts_with("\\u")) return -1;
  int unit = -1;
  const char* const end = text.data() + kEscape;
  const auto [stop, error] = std::from_chars(text.data() + 2, end, unit, 16);
  return error == std::errc{} && stop == end ? unit : -1;
}

class Rewriter {
 public:
  explicit Rewriter(std::string_view text) : rest_(text) {}

  std::string run() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (in_string_ && c == '\\') {
        escape();
      } else if (!in_string_ && (c == '-' || (c >= '0' && c <= '9'))) {
        number();
      } else {
        if (c == '"') in_string_ = !in_string_;
        character();
      }
    }
    return std::move(out_);
  }

 private:
  void take(std::size_t length) {
    out_ += rest_.substr(0, length);
    rest_.remove_prefix(std::min(length, rest_.size()));
  }

  void character() {
    const std::size_t length = utf8_length(rest_);
    if (length > 0) return take(length);
    out_ += kReplacement;
    rest_.remove_prefix(1);
  }

  void escape() {
    const int unit = escaped_unit(rest_);
    if (unit < 0) return take(2);
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    const int next = high ? escaped_unit(rest_.substr(kEscape)) : -1;
    if (next >= 0xDC00 && next <= 0xDFFF) return take(2 * kEscape);
    if (!high && !low) return take(kEscape);
    out_ += kReplacementEscape;
    rest_.remove_prefix(kEscape);
  }

  void number() {
    const std::size_t length = std::min(rest_.find_first_not_of("+-.0123456789eE"), rest_.size());
    const std::string digits(rest_.substr(0, length));
    const double value = std::strtod(digits.c_str(), nullptr);
    if (!std::isinf(value)) return take(length);
    out_ += value < 0 ? "-1e308" : "1e308";
    rest_.remove_prefix(length);
  }

  std::string_view rest_;
  std::string out_;
  bool in_string_ = false;
};

}  // namespace

std::string to_strict_json(std::string_view text) {
  return Rewriter(text).run();
}

std::optional<Json> parse_script_json(std::string_view text) {
  return parse_json(to_strict_json(text));
}

}  // namespace edgee
