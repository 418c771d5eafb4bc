#include "core/config/lines.h"

#include <algorithm>

#include "core/base/text.h"

namespace edgee {

std::size_t text_begin(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return newline == std::string_view::npos ? text_begin(text) : newline + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

std::string_view line_break_of(std::string_view text) {
  const std::size_t newline = text.find('\n');
  const bool crlf = newline != std::string_view::npos && newline > 0 && text[newline - 1] == '\r';
  return crlf ? "\r\n" : "\n";
}

bool is_blank(std::string_view text) {
  return trim(text).empty();
}

bool is_comment(std::string_view text) {
  return trim(text).starts_with('#');
}

std::string_view indent_at(std::string_view text, std::size_t line) {
  const std::size_t end = std::min(text.find_first_not_of(" \t", line), text.size());
  return text.substr(line, end - line);
}

std::size_t comments_above(std::string_view text, std::size_t line) {
  while (line > text_begin(text)) {
    const std::size_t above = line_begin(text, line - 1);
    if (!is_comment(text.substr(above, line - above))) return line;
    line = above;
  }
  return line;
}

}  // namespace edgee
