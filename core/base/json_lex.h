// How far a piece of JSON text reaches. For json_scan and json_doc. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace edgee::json_lex {

inline constexpr std::size_t kBroken = std::string_view::npos;

[[nodiscard]] inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

[[nodiscard]] inline std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at]))
    ++at;
  return at;
}

// These give the position just past what begins at `at`, or kBroken.
// `at` is the opening quote.
[[nodiscard]] std::size_t skip_string(std::string_view text, std::size_t at);
// `at` is any value's first character.
[[nodiscard]] std::size_t skip_value(std::string_view text, std::size_t at);

}  // namespace edgee::json_lex
