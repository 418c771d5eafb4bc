#include "core/base/json_lex.h"

#include <cstring>

namespace edgee::json_lex {
namespace {

// `at` is an opening bracket; the result is just past its partner.
std::size_t skip_nested(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      if (at == kBroken) return kBroken;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at + 1;
    ++at;
  }
  return kBroken;
}

}  // namespace

std::size_t skip_string(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size()) {
    const void* quote = std::memchr(text.data() + at, '"', text.size() - at);
    if (quote == nullptr) return kBroken;
    const auto close = static_cast<std::size_t>(static_cast<const char*>(quote) - text.data());
    std::size_t slashes = 0;
    while (close - slashes > at && text[close - slashes - 1] == '\\')
      ++slashes;
    if (slashes % 2 == 0) return close + 1;
    at = close + 1;
  }
  return kBroken;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return kBroken;
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] == '{' || text[at] == '[') return skip_nested(text, at);
  const std::size_t start = at;
  while (at < text.size() && !is_blank(text[at]) && text[at] != ',' && text[at] != '}' &&
         text[at] != ']') {
    ++at;
  }
  return at == start ? kBroken : at;
}

}  // namespace edgee::json_lex
